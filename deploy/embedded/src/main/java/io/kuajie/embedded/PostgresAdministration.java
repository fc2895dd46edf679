package io.kuajie.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the superuser does: users, databases, and the check that commits are durable. */
record PostgresAdministration(String jdbcUrl, String user, String password) {
    /** One statement's work. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    void requireDurable() {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            String value = first("SHOW " + setting);
            if (!value.equals("on")) {
                throw new ServerStartException(
                        "PostgreSQL runs with %s = %s; it must be on, or committed money can be lost."
                                .formatted(setting, value));
            }
        }
    }

    void createUser(String name, String secret) {
        PostgresSettings.requireName(name);
        if (first("SELECT count(*) FROM pg_roles WHERE rolname = '%s'".formatted(name))
                .equals("0")) {
            execute("CREATE ROLE %s LOGIN CREATEDB PASSWORD '%s'".formatted(name, secret.replace("'", "''")));
        }
    }

    void createDatabase(String name, String owner) {
        PostgresSettings.requireName(name);
        if (first("SELECT count(*) FROM pg_database WHERE datname = '%s'".formatted(name))
                .equals("0")) {
            execute("CREATE DATABASE %s OWNER %s".formatted(name, owner));
        }
    }

    private String first(String query) {
        return work(statement -> {
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    private void execute(String command) {
        work(statement -> statement.execute(command));
    }

    private <T> T work(Work<T> work) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new ServerStartException(
                    "PostgreSQL refused the administrator: %s If the data folder was made with another password, give that one or remove the folder."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
