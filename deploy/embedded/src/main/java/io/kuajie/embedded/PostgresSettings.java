package io.kuajie.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to run a PostgreSQL server.
 *
 * @param data folder that is kept; null for a temporary one
 * @param port on the loopback address; 0 for a free one
 * @param user owner of the databases, not a superuser
 * @param password of the user and of the superuser; set once, when the data folder is new
 * @param database made at the first start
 * @param portSetting what the user changes to move the port, for error messages
 */
public record PostgresSettings(
        @Nullable Path data, int port, String user, String password, String database, String portSetting) {
    private static final String NAME = "kuajie";

    public PostgresSettings {
        requireName(user);
        requireName(database);
        if (password.isEmpty() || !password.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "The database password must be of printable ASCII characters without blanks.");
        }
    }

    /** For a test: a free port, data that is deleted. */
    public static PostgresSettings temporary() {
        return new PostgresSettings(null, 0, NAME, NAME, NAME, "the port setting of PostgreSQL");
    }

    /** Data that is kept from start to start. */
    public static PostgresSettings keptIn(Path data, int port) {
        return new PostgresSettings(data, port, NAME, NAME, NAME, "the port setting of PostgreSQL");
    }

    public PostgresSettings withPassword(String secret) {
        return new PostgresSettings(data, port, user, secret, database, portSetting);
    }

    /** @param name the flag or variable that moves the port, such as {@code --postgres-port} */
    public PostgresSettings withPortSetting(String name) {
        return new PostgresSettings(data, port, user, password, database, name);
    }

    static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "The database or user name (%s) must be of lower case letters, digits and '_', and start with a letter."
                            .formatted(name));
        }
    }
}
