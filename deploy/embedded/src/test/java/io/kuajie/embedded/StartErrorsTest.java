package io.kuajie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartErrorsTest {
    @Test
    void start_onTakenPort_namesPortAndSetting(@TempDir Path folder) throws IOException {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaSettings kafka =
                    KafkaSettings.keptIn(folder, other.getLocalPort()).withPortSetting("--kafka-port");
            RegistrySettings registry =
                    RegistrySettings.keptIn(folder, other.getLocalPort()).withPortSetting("--registry-port");
            PostgresSettings postgres =
                    PostgresSettings.keptIn(folder, other.getLocalPort()).withPortSetting("--postgres-port");

            // When, Then
            String port = Integer.toString(other.getLocalPort());
            assertThatThrownBy(() -> KafkaServer.start(kafka))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(port, "--kafka-port");
            assertThatThrownBy(() -> RegistryServer.start(registry))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(port, "--registry-port");
            assertThatThrownBy(() -> PostgresServer.start(postgres))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(port, "--postgres-port");
        }
    }

    @Test
    void start_withSettingTheBrokerRefuses_showsTheEndOfItsLog() {
        // Given
        KafkaSettings wrong = KafkaSettings.temporary().with("num.partitions", "none");

        // When, Then
        assertThatThrownBy(() -> KafkaServer.start(wrong))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("kafka.log", "num.partitions");
    }

    @Test
    void memory_belowTheNeed_isSaidWithNumbers() {
        assertThatThrownBy(() -> Memory.require(Integer.MAX_VALUE, "Kafka", "--kafka-heap"))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("Kafka", Integer.toString(Integer.MAX_VALUE), "--kafka-heap");
    }

    @Test
    void home_notNamed_isFoundFromAFolderBelowTheRoot(@TempDir Path root) throws IOException {
        // Given
        Path servers = Files.createDirectories(root.resolve("deploy/embedded/target/servers"));
        Path below = Files.createDirectories(root.resolve("profile-service/target"));

        // When, Then
        assertThat(ServersHome.find(null, below).folder()).isEqualTo(servers);
    }

    @Test
    void home_nowhere_isAnErrorWithAdvice(@TempDir Path root) {
        assertThatThrownBy(() -> ServersHome.find("/nowhere", root))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContainingAll("/nowhere", "./mvnw package");
    }
}
