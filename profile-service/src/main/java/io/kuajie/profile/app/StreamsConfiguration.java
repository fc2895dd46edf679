package io.kuajie.profile.app;

import io.kuajie.edge.Platform;
import io.kuajie.topics.TopicCatalog;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' configuration, made of the settings. */
final class StreamsConfiguration {
    /** How long a vanished instance keeps its partitions; Kafka's 45 s would be felt after every crash. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final long OUTLASTS_OUTAGES = Duration.ofDays(365).toMillis();
    /** How soon a partition moves to where it belongs, once a copy there has caught up; the least that is allowed. */
    private static final long PROBING_MILLIS = 60_000;

    private static final int FETCH_BYTES = 8 << 20;
    private static final int BATCH_BYTES = 64 << 10;
    private static final int REQUESTS_AT_A_TIME = 1;

    private StreamsConfiguration() {}

    static Properties of(Platform platform, ProfileSettings.Streams settings, Consumer<String> skipped) {
        Properties properties = new Properties();
        properties.putAll(platform.kafka());
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                Generation.of(platform, settings).applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, OUTLASTS_OUTAGES);
        // Nothing depends on the order between topics, so no partition waits for another's records.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksConfiguration.class);
        properties.put(RocksConfiguration.MEMORY_BYTES, settings.rocksdbMemory());
        properties.put(
                RocksConfiguration.REWRITE_SECONDS, settings.rewriteAfter().toSeconds());
        changeLogSettings().forEach((name, value) -> {
            if (!name.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
                properties.put(StreamsConfig.topicPrefix(name), value);
            }
        });
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableRecords.class);
        properties.put(UndecodableRecords.SKIPPED, skipped);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, settings.acceptableLag());
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
        settings.applicationServer().ifPresent(at -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, at));
        addClients(properties, settings);
        return properties;
    }

    /** Change logs keep what was deleted no longer than our own compacted topics; by default they may for ever. */
    static Map<String, String> changeLogSettings() {
        return TopicCatalog.PROFILE_STATE.settings();
    }

    private static void addClients(Properties properties, ProfileSettings.Streams settings) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        // To give up on a record, or on metadata that a client forgets while all brokers are away, would cost the task
        // its state.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), OUTLASTS_OUTAGES);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                settings.linger().toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // What comes while a request is under way goes out together: batches without waiting for company.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), REQUESTS_AT_A_TIME);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        // Links are written by transactions; those that were not completed hold nothing.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.instanceId()
                .ifPresent(id ->
                        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    }
}
