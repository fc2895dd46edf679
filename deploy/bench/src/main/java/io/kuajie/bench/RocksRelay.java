package io.kuajie.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The baseline of stateful hops: one thread that copies records from topic to topic, with one bare RocksDB get and one put a record.
 * It reads the very records that the service reads, stores as many bytes a key and writes as many bytes a record as the service does;
 * it neither decodes nor computes, and keeps no change log.
 *
 * @param from topic read, whose keys are looked up
 * @param to topic written, of as many partitions
 * @param outBytes of each record's value as written
 */
final class RocksRelay implements AutoCloseable {
    private static final long CACHE_BYTES = 64L << 20;
    private static final int BLOOM_BITS = 10;
    /** Whether it reads its files as the service does, rather than as RocksDB does unless told otherwise. */
    private static final boolean MAPPED = Boolean.getBoolean("kuajie.bench.relay-mapped");

    private static final int BATCH_BYTES = 64 << 10;
    private static final int LINGER_MILLIS = 5;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String from;
    private final String to;
    private final int partitions;
    private final byte[] stored;
    private final byte[] written;
    private final Options options;
    private final WriteOptions unlogged;
    private final RocksDB store;

    RocksRelay(
            String bootstrapServers, String from, String to, int partitions, Path folder, int storedBytes, int outBytes)
            throws RocksDBException {
        this.bootstrapServers = bootstrapServers;
        this.from = from;
        this.to = to;
        this.partitions = partitions;
        this.stored = noise(storedBytes);
        this.written = noise(outBytes);
        RocksDB.loadLibrary();
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(new LRUCache(CACHE_BYTES))
                .setFilterPolicy(new BloomFilter(BLOOM_BITS));
        options = new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setAllowMmapReads(MAPPED)
                .setTableFormatConfig(table);
        unlogged = new WriteOptions().setDisableWAL(true);
        store = RocksDB.open(options, folder.toString());
    }

    /** Puts these keys, so that no round meets an empty store. */
    void preload(Iterable<String> keys) throws RocksDBException {
        for (String key : keys) {
            store.put(unlogged, key.getBytes(StandardCharsets.UTF_8), stored);
        }
    }

    /** Copies what stands from these offsets on. @return nanoseconds until the broker had acknowledged the last record */
    long copy(List<Long> fromOffsets, long count) throws RocksDBException {
        try (var consumer = consumer();
                var producer = producer()) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(p -> new TopicPartition(from, p))
                    .toList();
            consumer.assign(all);
            for (TopicPartition partition : all) {
                consumer.seek(partition, fromOffsets.get(partition.partition()));
            }
            // Connections and metadata are there before the clock starts, as they are in a service that runs.
            producer.partitionsFor(to);
            long start = System.nanoTime();
            for (long left = count; left > 0; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    store.get(record.key());
                    store.put(unlogged, record.key(), stored);
                    producer.send(new ProducerRecord<>(to, record.key(), written));
                    left--;
                }
            }
            producer.flush();
            return System.nanoTime() - start;
        }
    }

    @Override
    public void close() {
        store.close();
        unlogged.close();
        options.close();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    /** Keys numbered from 0, made on the way. */
    static Iterable<String> keys(int count, java.util.function.IntFunction<String> key) {
        List<String> none = new ArrayList<>();
        return count == 0 ? none : () -> IntStream.range(0, count).mapToObj(key).iterator();
    }
}
