package io.kuajie.bench;

import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Changes profiles on a schedule that does not wait, until it is closed, and tells how long each change took to show. A profile's record
 * has the time of the event that it goes back to, which is the time when that was due.
 */
final class ProfileChanges implements AutoCloseable {
    /** Something that takes the time that is measured. */
    @FunctionalInterface
    interface Meanwhile {
        void passes() throws Exception;
    }

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final Thread sender;
    private final Thread reader;
    private final String bootstrapServers;
    private final List<TopicPartition> partitions;
    private volatile boolean isClosed;
    private Histogram micros = new Histogram(LONGEST_MICROS, 3);

    ProfileChanges(ProfileLoad load, String bootstrapServers, int partitions, int aSecond) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(TopicCatalog.PROFILE_STATE.name(), partition))
                .toList();
        reader = Thread.ofPlatform().daemon().start(this::read);
        sender = Thread.ofPlatform().daemon().start(() -> send(load, aSecond));
    }

    /** How long the changes took that showed meanwhile, in microseconds. */
    Histogram during(Meanwhile time) throws Exception {
        swap();
        time.passes();
        return swap();
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        sender.join();
        reader.join();
    }

    private synchronized Histogram swap() {
        Histogram before = micros;
        micros = new Histogram(LONGEST_MICROS, 3);
        return before;
    }

    private synchronized void note(long tookMicros) {
        micros.recordValue(Math.clamp(tookMicros, 0, LONGEST_MICROS));
    }

    private void send(ProfileLoad load, int aSecond) {
        long start = System.nanoTime();
        long startMillis = System.currentTimeMillis();
        for (long n = 0; !isClosed; n++) {
            long due = n * TimeUnit.SECONDS.toNanos(1) / aSecond;
            Pace.until(start + due);
            load.somebody(startMillis + TimeUnit.NANOSECONDS.toMillis(due));
        }
    }

    private void read() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!isClosed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    note(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis() - record.timestamp()));
                }
            }
        }
    }
}
