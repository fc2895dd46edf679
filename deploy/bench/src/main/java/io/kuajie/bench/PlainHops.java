package io.kuajie.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The baseline of freshness: three consumer-to-producer hops that do nothing but copy, without linger. Each record starts with the
 * nanosecond it was due, and its latency is taken at the end of the last topic, so a sender that falls behind shows.
 */
final class PlainHops implements AutoCloseable {
    private static final int HOPS = 3;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String run;
    private final int partitions;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(3);
    private volatile boolean closing;

    PlainHops(String bootstrapServers, String run, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.run = run;
        this.partitions = partitions;
    }

    /** Creates the topics and starts the hops. */
    void start() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<NewTopic> topics = new ArrayList<>();
            for (int hop = 0; hop <= HOPS; hop++) {
                topics.add(new NewTopic(topic(hop), partitions, (short) 1));
            }
            admin.createTopics(topics).all().get();
        }
        for (int hop = 0; hop < HOPS; hop++) {
            int from = hop;
            threads.add(Thread.ofPlatform().daemon().name("hop-" + hop).start(() -> copy(from)));
        }
        threads.add(Thread.ofPlatform().daemon().name("hop-end").start(this::measure));
    }

    /** Sends records at an even rate and returns the latencies of all that arrived, in nanoseconds. */
    ConcurrentHistogram send(int perSecond, Duration time, int bytes) throws InterruptedException {
        latencies.reset();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        long count = time.toNanos() / interval;
        try (var producer = producer()) {
            long start = System.nanoTime();
            for (long n = 0; n < count; n++) {
                long due = start + n * interval;
                Pace.until(due);
                byte[] value = new byte[bytes];
                ByteBuffer.wrap(value).putLong(due);
                byte[] key = ByteBuffer.allocate(Long.BYTES)
                        .putLong(n * 0x9E3779B97F4A7C15L)
                        .array();
                producer.send(new ProducerRecord<>(topic(0), key, value));
            }
        }
        Duration patience = Duration.ofSeconds(10);
        long deadline = System.nanoTime() + patience.toNanos();
        while (latencies.getTotalCount() < count && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        if (latencies.getTotalCount() < count) {
            throw new IllegalStateException("Only %d of %d records came through the plain hops within %s."
                    .formatted(latencies.getTotalCount(), count, patience));
        }
        return latencies.copy();
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void copy(int hop) {
        try (var consumer = consumer(hop);
                var producer = producer()) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    producer.send(new ProducerRecord<>(topic(hop + 1), record.key(), record.value()));
                }
            }
        }
    }

    private void measure() {
        try (var consumer = consumer(HOPS)) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    latencies.recordValue(
                            System.nanoTime() - ByteBuffer.wrap(record.value()).getLong());
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(int hop) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic(hop), partition));
        }
        consumer.assign(all);
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private String topic(int hop) {
        return "bench-hop-" + run + "-" + hop;
    }
}
