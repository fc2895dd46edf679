package io.kuajie.ingest.app.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.embedded.Servers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What a real broker says of a group's lag. */
final class TopicLagIT {
    private static final Map<String, Object> CLIENT =
            Map.of("bootstrap.servers", Servers.shared().bootstrapServers());

    private final String name = "lag-" + UUID.randomUUID();
    private final TopicPartition begun = new TopicPartition(name + "-a", 0);
    private final TopicPartition untouched = new TopicPartition(name + "-a", 1);
    private final TopicPartition trimmed = new TopicPartition(name + "-b", 0);
    private final TopicPartition others = new TopicPartition("other-" + name, 0);

    @Test
    void lag_partitionsBegunUntouchedAndTrimmed_isWhatIsThereAndNotRead() throws Exception {
        // Given
        try (Admin admin = Admin.create(CLIENT);
                TopicLag lag = new TopicLag(CLIENT, name, topic -> topic.startsWith(name))) {
            admin.createTopics(List.of(
                            new NewTopic(begun.topic(), 2, (short) 1),
                            new NewTopic(trimmed.topic(), 1, (short) 1),
                            new NewTopic(others.topic(), 1, (short) 1)))
                    .all()
                    .get();
            write(begun, 5);
            write(untouched, 3);
            write(trimmed, 4);
            write(others, 1);
            admin.alterConsumerGroupOffsets(name, Map.of(begun, new OffsetAndMetadata(4)))
                    .all()
                    .get();
            admin.deleteRecords(Map.of(trimmed, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
            // When
            Map<String, Long> lagByTopic = lag.look();
            // Then
            assertThat(lagByTopic).isEqualTo(Map.of(begun.topic(), 1L + 3L, trimmed.topic(), 2L));
        }
    }

    private static void write(TopicPartition to, int records) {
        try (var producer = new KafkaProducer<>(CLIENT, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < records; n++) {
                producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, new byte[] {1}));
            }
        }
    }
}
