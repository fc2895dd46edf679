package io.kuajie.bench;

import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How large the profile service's records are: means over the latest of each topic.
 *
 * @param event value of a clean event
 * @param state value in the store, as the change log has it
 * @param changeLog key and value of a change-log record
 * @param profile value of a profile
 */
record StoredBytes(int event, int state, int changeLog, int profile) {
    private static final int SAMPLE = 2_000;

    static StoredBytes of(String bootstrapServers, int partitions) {
        int[] events = means(bootstrapServers, TopicCatalog.BEHAVIOR_CLEAN.name(), partitions);
        int[] states = means(bootstrapServers, "profile-people-changelog", partitions);
        int[] profiles = means(bootstrapServers, TopicCatalog.PROFILE_STATE.name(), partitions);
        return new StoredBytes(events[1], states[1], states[0] + states[1], profiles[1]);
    }

    /** Mean bytes of keys and of values. */
    private static int[] means(String bootstrapServers, String topic, int partitions) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(p -> new TopicPartition(topic, p))
                    .toList();
            consumer.assign(all);
            consumer.endOffsets(all)
                    .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - SAMPLE / partitions)));
            long keys = 0;
            long values = 0;
            int count = 0;
            for (int polls = 0; polls < 20 && count < SAMPLE / partitions * partitions; polls++) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    keys += record.key().length;
                    values += record.value() == null ? 0 : record.value().length;
                    count++;
                }
            }
            return new int[] {(int) (keys / Math.max(1, count)), (int) (values / Math.max(1, count))};
        }
    }
}
