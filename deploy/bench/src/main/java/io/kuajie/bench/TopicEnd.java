package io.kuajie.bench;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Watches how far a topic has grown, by its end offsets, so that watching costs nothing a record. */
final class TopicEnd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 10;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private long mark;

    TopicEnd(String bootstrapServers, String topic) {
        consumer = RawTopic.consumer(bootstrapServers, "watch");
        partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    void mark() {
        mark = end();
    }

    /** Waits until this many records have come since the mark. */
    void awaitMore(long records) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (end() < mark + records) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Only %d of %d records have come.".formatted(end() - mark, records));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private long end() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
