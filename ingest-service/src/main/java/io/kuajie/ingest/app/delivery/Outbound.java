package io.kuajie.ingest.app.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to send, encoded.
 *
 * @param topic its name on the broker
 * @param key in UTF-8
 * @param value null for a tombstone
 * @param timestamp in milliseconds since the epoch
 * @param trace the W3C trace context of the request that it comes from
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Outbound(
        String topic,
        byte[] key,
        byte @Nullable [] value,
        long timestamp,
        @Nullable TraceContext trace) {
    /** Of no trace. */
    Outbound(String topic, String key, byte @Nullable [] value, long timestamp) {
        this(topic, key.getBytes(StandardCharsets.UTF_8), value, timestamp, null);
    }

    /** As the producer takes it. @param partition null where the producer finds it by the key */
    ProducerRecord<byte[], byte[]> toProduce(@Nullable Integer partition) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, trace == null ? null : trace.headers());
    }
}
