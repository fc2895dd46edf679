package io.kuajie.profile.app;

import io.kuajie.events.Profile;
import io.kuajie.serde.AvroSerde;
import io.kuajie.testkit.TestTopics;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The last word of profile.state on everybody, read on from where it was read before. Thread-safe. */
final class ToldProfiles implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroSerde<Profile> serde;
    private final Map<String, Profile> profiles = new TreeMap<>();

    ToldProfiles(String bootstrapServers, TestTopics topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        serde = topics.serdeOf(TopicCatalog.PROFILE_STATE);
        List<TopicPartition> partitions = topics.partitionsOf(TopicCatalog.PROFILE_STATE, consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Up to the present end of the topic. */
    synchronized Map<String, Profile> latest() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
        return new TreeMap<>(profiles);
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Profile profile = record.value() == null ? null : serde.deserialize(record.topic(), record.value());
        if (profile == null) {
            profiles.remove(record.key());
        } else {
            profiles.put(record.key(), profile);
        }
    }
}
