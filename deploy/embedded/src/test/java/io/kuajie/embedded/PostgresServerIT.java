package io.kuajie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class PostgresServerIT {
    @Test
    void server_started_commitsDurablyAndAsksForThePassword() throws SQLException {
        // When
        try (PostgresServer postgres = PostgresServer.start(PostgresSettings.temporary())) {
            // Then
            assertThat(first(postgres, postgres.jdbcUrl(), "SHOW fsync")).isEqualTo("on");
            assertThat(first(postgres, postgres.jdbcUrl(), "SHOW synchronous_commit"))
                    .isEqualTo("on");
            assertThat(first(postgres, postgres.jdbcUrl(), "SHOW server_encoding"))
                    .isEqualTo("UTF8");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void server_killedAndRestarted_keepsCommittedRows() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(PostgresSettings.temporary())) {
            // Given
            String ledger = postgres.createDatabase("ledger");
            execute(postgres, ledger, "CREATE TABLE entry AS SELECT 42 AS amount");

            // When
            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();
            postgres.restart();

            // Then
            assertThat(first(postgres, ledger, "SELECT amount FROM entry")).isEqualTo("42");
        }
    }

    @Test
    void server_closedAndStartedOnKeptFolder_keepsRows(@TempDir Path folder) throws SQLException {
        // Given
        int port;
        try (PostgresServer first = PostgresServer.start(PostgresSettings.keptIn(folder, 0))) {
            execute(first, first.jdbcUrl(), "CREATE TABLE entry AS SELECT 42 AS amount");
            port = first.port();
        }

        // When
        try (PostgresServer second = PostgresServer.start(PostgresSettings.keptIn(folder, port))) {
            // Then
            assertThat(first(second, second.jdbcUrl(), "SELECT amount FROM entry"))
                    .isEqualTo("42");
        }
    }

    private static String first(PostgresServer postgres, String database, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(PostgresServer postgres, String database, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
