package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Position;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Compares the positions of behavior.raw with those the outcomes name. */
final class Outcomes {
    private Outcomes() {}

    /** Awaits an outcome for each position of behavior.raw, and demands that none has two. */
    static void assertOnePerRawPosition(TestTopics topics) {
        Set<Position> raw = rawPositions(topics.nameOf(TopicCatalog.BEHAVIOR_RAW));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<Position> outcomes = outcomes(topics);
            Set<Position> missing = new HashSet<>(raw);
            missing.removeAll(new HashSet<>(outcomes));
            assertThat(missing).isEmpty();
            assertThat(new HashSet<>(outcomes)).hasSize(outcomes.size());
        });
    }

    private static List<Position> outcomes(TestTopics topics) {
        List<Position> outcomes = new ArrayList<>();
        topics.forEach(
                TopicCatalog.BEHAVIOR_CLEAN,
                clean -> outcomes.add(clean.requireValue().getPosition()));
        topics.forEach(TopicCatalog.BEHAVIOR_REJECTED, rejected -> {
            Position position = rejected.requireValue().getPosition();
            if (position != null) {
                outcomes.add(position);
            }
        });
        return outcomes;
    }

    /** All positions up to the end, decodable or not: nobody writes to behavior.raw in transactions, so there are no gaps. */
    private static Set<Position> rawPositions(String topic) {
        String servers = ConfigProvider.getConfig().getValue("kuajie.kafka.bootstrap-servers", String.class);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            Set<Position> positions = new HashSet<>();
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                for (long offset = 0; offset < end; offset++) {
                    positions.add(new Position(partition.partition(), offset));
                }
            });
            return positions;
        }
    }
}
