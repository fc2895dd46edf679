package io.kuajie.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.KafkaServer;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.Servers;
import io.kuajie.events.Consent;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("embedded")
class BrokerOutageIT {
    @Test
    void follower_startedWhileTheBrokerIsDown_catchesUpWhenItIsBack() {
        Topic<Consent> topic = TopicCatalog.PRIVACY_CONSENTS;
        try (KafkaServer kafka = KafkaServer.start(KafkaSettings.temporary());
                SchemaRegistry registry = new SchemaRegistry(Servers.shared().registryUrl())) {
            // Given
            new TopicSetup(kafka.bootstrapServers(), "", 1, (short) 1).ensure();
            kafka.kill();
            try (var follower = new TopicFollower<>(
                    kafka.bootstrapServers(),
                    topic.name(),
                    AvroSerde.of(registry, topic.value()),
                    (key, value, partition, offset) -> {})) {
                Awaitility.await()
                        .during(Duration.ofSeconds(7))
                        .atMost(Duration.ofSeconds(10))
                        .until(follower::isRunning);

                // When
                kafka.restart();

                // Then
                assertThat(follower.caughtUp()).succeedsWithin(Duration.ofSeconds(30));
            }
        }
    }
}
