package io.kuajie.embedded;

import java.util.UUID;

/** A new empty database beside the default one. */
final class FreshDatabase {
    private FreshDatabase() {}

    static String on(String jdbcUrl, String user, String password) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        new PostgresAdministration(jdbcUrl, user, password).createDatabase(name, user);
        // Only the path of jdbc:postgresql://host:port/path?parameters changes.
        return jdbcUrl.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }
}
