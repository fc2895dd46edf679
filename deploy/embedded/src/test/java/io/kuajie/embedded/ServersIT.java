package io.kuajie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ServersIT {
    @Test
    void shared_calledTwice_givesTheSameServers() {
        // When
        Servers first = Servers.shared();
        Servers second = Servers.shared();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.registryUrl().getPath()).isEqualTo("/apis/registry/v3");
    }

    @Test
    void freshDatabase_madeTwice_givesTwoUsableDatabases() throws SQLException {
        // Given
        Servers servers = Servers.shared();

        // When
        String one = servers.freshDatabase();
        String other = servers.freshDatabase();

        // Then
        assertThat(one).isNotEqualTo(other);
        try (Connection connection = DriverManager.getConnection(one, servers.jdbcUser(), servers.jdbcPassword())) {
            assertThat(connection.createStatement().execute("CREATE TABLE mine (id int)"))
                    .isFalse();
        }
    }
}
