package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads partitions of a topic once, from the oldest record that is kept to the end as it is when the reader is made. */
final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> firsts;
    private final Map<TopicPartition, Long> ends;

    private LogReader(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        consumer.assign(partitions);
        firsts = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /** @param partition of which to read */
    static LogReader of(Platform platform, TopicPartition partition) {
        return new LogReader(consumer(platform), List.of(partition));
    }

    /** Reads all partitions. */
    static LogReader of(Platform platform, String topic) {
        KafkaConsumer<String, byte[]> consumer = consumer(platform);
        int count = consumer.partitionsFor(topic).size();
        return new LogReader(
                consumer,
                IntStream.range(0, count)
                        .mapToObj(p -> new TopicPartition(topic, p))
                        .toList());
    }

    /** Where each partition begins. */
    Map<TopicPartition, Long> firsts() {
        return firsts;
    }

    /** Offsets from beginnings to ends. */
    long length() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - firsts.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    void read(Consumer<ConsumerRecord<String, byte[]>> visitor) {
        consumer.seekToBeginning(ends.keySet());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                visitor.accept(record);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static KafkaConsumer<String, byte[]> consumer(Platform platform) {
        Map<String, Object> client = platform.kafka();
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
