package io.kuajie.testkit;

import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to and reads from the catalogue's topics of one installation, typed. Thread-safe. */
public final class TestTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final String bootstrapServers;
    private final String prefix;
    private final SchemaRegistry registry;
    private final KafkaProducer<String, byte[]> producer;

    /** @param registryUrl the registry's core API */
    public TestTopics(String bootstrapServers, URI registryUrl, String prefix) {
        this.bootstrapServers = bootstrapServers;
        this.prefix = prefix;
        this.registry = new SchemaRegistry(registryUrl);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The topic's name on the broker. */
    public String nameOf(Topic<?> topic) {
        return topic.on(prefix);
    }

    public <V extends SpecificRecord> AvroSerde<V> serdeOf(Topic<V> topic) {
        return AvroSerde.of(registry, topic.value());
    }

    /** Writes one record and waits for the broker's word. @param value null for a tombstone */
    public <V extends SpecificRecord> RecordMetadata send(Topic<V> topic, String key, @Nullable V value) {
        return sendBytes(topic, key, serdeOf(topic).serialize(nameOf(topic), value));
    }

    /** Writes bytes as they are, for records that nobody can read. */
    public RecordMetadata sendBytes(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(nameOf(topic), key, value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A record for %s was not taken.".formatted(nameOf(topic)), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing to %s.".formatted(nameOf(topic)), e);
        }
    }

    /** Everything from the beginning to the present end, by partition and offset. */
    public <V extends SpecificRecord> List<Received<V>> readAll(Topic<V> topic) {
        List<Received<V>> received = new ArrayList<>();
        forEach(topic, received::add);
        return sorted(received);
    }

    /** Hands on what the topic holds now, each partition in its order, and keeps none of it. */
    public <V extends SpecificRecord> void forEach(Topic<V> topic, Consumer<Received<V>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(assign(consumer, topic));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                List<Received<V>> polled = new ArrayList<>();
                poll(consumer, topic, polled);
                polled.removeIf(record -> record.offset()
                        >= ends.getOrDefault(new TopicPartition(nameOf(topic), record.partition()), 0L));
                polled.forEach(reader);
            }
        }
    }

    /** Reads from the beginning until that many records are there. @throws AssertionError after 30 s */
    public <V extends SpecificRecord> List<Received<V>> await(Topic<V> topic, int count) {
        return awaitUntil(topic, received -> received.size() >= count);
    }

    /** Reads from the beginning until the records read satisfy the condition. @throws AssertionError after 30 s */
    public <V extends SpecificRecord> List<Received<V>> awaitUntil(
            Topic<V> topic, Predicate<List<Received<V>>> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Received<V>> received = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            assign(consumer, topic);
            while (!condition.test(sorted(received))) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("After %d s, %s has %d records and not what was awaited: %s"
                            .formatted(PATIENCE.toSeconds(), nameOf(topic), received.size(), received));
                }
                poll(consumer, topic, received);
            }
        }
        return sorted(received);
    }

    /**
     * The topic's partitions as the consumer's brokers tell of them. Of several brokers each hears a moment later that a topic was
     * created, and says till then that there is none.
     *
     * @throws AssertionError if they know of none for 30 s
     */
    public List<TopicPartition> partitionsOf(Topic<?> topic, KafkaConsumer<?, ?> consumer) {
        String name = nameOf(topic);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<PartitionInfo> known = consumer.partitionsFor(name);
            if (!known.isEmpty()) {
                return known.stream()
                        .map(partition -> new TopicPartition(name, partition.partition()))
                        .toList();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new AssertionError("After %d s, no broker knows of topic %s".formatted(PATIENCE.toSeconds(), name));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private Collection<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer, Topic<?> topic) {
        List<TopicPartition> partitions = partitionsOf(topic, consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private <V extends SpecificRecord> void poll(
            KafkaConsumer<String, byte[]> consumer, Topic<V> topic, List<Received<V>> received) {
        AvroSerde<V> serde = serdeOf(topic);
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            received.add(new Received<>(
                    record.partition(),
                    record.offset(),
                    record.key(),
                    serde.deserialize(record.topic(), record.value()),
                    Instant.ofEpochMilli(record.timestamp()),
                    headers(record)));
        }
    }

    private static <V> List<Received<V>> sorted(List<Received<V>> received) {
        Comparator<Received<V>> byPosition = Comparator.comparingInt(Received::partition);
        return received.stream()
                .sorted(byPosition.thenComparingLong(Received::offset))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
