package io.kuajie.ingest.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Settings of Kafka Streams for a short way through: at-least-once, small linger, no caches, nothing given up. */
public final class CleaningSetup {
    /**
     * What can be told.
     *
     * @param stateDir folder of the local stores
     * @param instanceId name of this instance within its group; null for none
     * @param memoryBytes of all local stores together
     * @param rewriteAfter age at which a file of a store is rewritten without what was deleted since
     */
    public record Settings(
            String stateDir,
            int threads,
            Duration commitInterval,
            @Nullable String instanceId,
            long memoryBytes,
            Duration rewriteAfter) {}

    private static final String APPLICATION = "ingest-clean";
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    /** Not the largest number: Streams adds it to the time of day. */
    private static final long OUTLASTS_OUTAGES = Duration.ofDays(365).toMillis();

    private CleaningSetup() {}

    /** The consumer group that reads behavior.raw. */
    public static String group(String prefix) {
        return prefix + APPLICATION;
    }

    public static Properties properties(Map<String, Object> client, String prefix, Settings settings) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, group(prefix));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, OUTLASTS_OUTAGES);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        properties.put(BoundedMemory.BYTES_CONFIG, settings.memoryBytes());
        properties.put(
                BoundedMemory.REWRITE_SECONDS_CONFIG, settings.rewriteAfter().toSeconds());
        producer(properties);
        consumer(properties, settings);
        return properties;
    }

    private static void producer(Properties properties) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), true);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
        // A client forgets its metadata while all brokers are away; to give up waiting for it would cost the task its
        // state.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), OUTLASTS_OUTAGES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    }

    /** A short session, so that a killed instance's work is taken over soon. */
    private static void consumer(Properties properties, Settings settings) {
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        if (settings.instanceId() != null) {
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
    }
}
