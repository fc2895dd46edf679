package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.events.Behavior;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.topology.LeafReplay;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/** Reads a leaf's events from the log again, from the oldest that is kept to the end as it is at the start. */
@ApplicationScoped
public class Recomputation {
    /** How much of the log there was. @param isComplete whether its first records are still kept */
    record Reading(long events, boolean isComplete) {}

    private static final Duration POLL = Duration.ofMillis(200);

    private final Platform platform;

    Recomputation(Platform platform) {
        this.platform = platform;
    }

    Reading read(LeafKey leaf, LeafReplay replay) {
        String topic = platform.nameOf(TopicCatalog.BEHAVIOR_CLEAN);
        var values = platform.serdeOf(TopicCatalog.BEHAVIOR_CLEAN);
        Map<String, Object> client = platform.kafka();
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            byte[] key = leaf.toString().getBytes(StandardCharsets.UTF_8);
            int count = consumer.partitionsFor(topic).size();
            TopicPartition partition = new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % count);
            consumer.assign(List.of(partition));
            long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, first);
            long events = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (leaf.toString().equals(record.key()) && record.value() != null) {
                        Behavior behavior = values.deserialize(topic, record.value());
                        if (behavior != null) {
                            replay.take(behavior);
                            events++;
                        }
                    }
                }
            }
            return new Reading(events, first == 0);
        }
    }
}
