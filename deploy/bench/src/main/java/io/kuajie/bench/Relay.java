package io.kuajie.bench;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** The baseline of stateful hops: consumer to producer, with one get and one put in a bare RocksDB a record; the output is as long as cleaning's. */
final class Relay implements AutoCloseable {
    private static final String OUT = "bench.relay";
    /** What cleaning adds to a record. */
    private static final int MORE_BYTES = 14;

    private static final int KEY_BYTES = 44;
    private static final int VALUE_BYTES = 20;

    static {
        RocksDB.loadLibrary();
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RocksDB store;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private long next;

    Relay(String bootstrapServers, String in, long memoryBytes) throws Exception {
        RawTopic.create(bootstrapServers, OUT, DoorRig.PARTITIONS);
        consumer = RawTopic.consumer(bootstrapServers, "relay");
        List<TopicPartition> partitions = consumer.partitionsFor(in).stream()
                .map(p -> new TopicPartition(in, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        producer = RawTopic.producer(bootstrapServers);
        store = open(memoryBytes);
    }

    private static RocksDB open(long memoryBytes) throws Exception {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(new LRUCache(memoryBytes))
                .setFilterPolicy(new BloomFilter());
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(memoryBytes / 4)
                .setTableFormatConfig(table);
        return RocksDB.open(
                options, Files.createTempDirectory("kuajie-bench-rocks").toString());
    }

    /** Copies this many records. @return nanoseconds to the last acknowledgement */
    long run(int records) throws RocksDBException {
        long start = System.nanoTime();
        int copied = 0;
        while (copied < records) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                copy(record);
                copied++;
            }
        }
        producer.flush();
        return System.nanoTime() - start;
    }

    private void copy(ConsumerRecord<byte[], byte[]> record) throws RocksDBException {
        // Spread over the key space as message ids are, and never seen before.
        byte[] key = ByteBuffer.allocate(KEY_BYTES)
                .putLong(next++ * 0x9E3779B97F4A7C15L)
                .array();
        if (store.get(key) != null) {
            throw new IllegalStateException("A key came twice.");
        }
        byte[] value = ByteBuffer.allocate(VALUE_BYTES).putLong(record.offset()).array();
        store.put(unlogged, key, value);
        byte[] out = java.util.Arrays.copyOf(record.value(), record.value().length + MORE_BYTES);
        producer.send(new ProducerRecord<>(OUT, record.key(), out));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        store.close();
    }
}
