package io.kuajie.ingest.app.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The door's producers: idempotent, acknowledged by all replicas, never giving up. */
final class ProducerSetup {
    private static final int BATCH_BYTES = 64 * 1024;
    private static final long BUFFER_BYTES = 64L * 1024 * 1024;

    private ProducerSetup() {}

    /**
     * @param client brokers and security
     * @param id names it in metrics and logs
     * @param blocking how long a send may wait for buffer space or for the cluster's metadata, which a client forgets while all
     *     brokers are away
     * @param compression of each batch; it needs over 100 KB of memory whatever there is in the batch
     */
    static KafkaProducer<byte[], byte[]> create(
            Map<String, Object> client, String id, Duration linger, Duration blocking, CompressionType compression) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, id);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // One request at a time: what comes while it is under way goes together with the next, the more the busier it
        // is.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.name);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blocking.toMillis());
        // Topics are never forgotten: asking for one again would keep an event loop waiting.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.MAX_VALUE / 2);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
