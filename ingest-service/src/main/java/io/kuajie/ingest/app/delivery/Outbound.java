package io.kuajie.ingest.app.delivery;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to send, encoded.
 *
 * @param topic its name on the broker
 * @param key in UTF-8
 * @param value null for a tombstone
 * @param timestamp in milliseconds since the epoch
 * @param trace the W3C trace context of the request that it comes from; null for one of none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Outbound(
        String topic,
        byte[] key,
        byte @Nullable [] value,
        long timestamp,
        @Nullable TraceContext trace) {
    /** As the producer takes it. @param partition null where the producer finds it by the key */
    ProducerRecord<byte[], byte[]> toProduce(@Nullable Integer partition) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, trace == null ? null : trace.headers());
    }
}
