package io.kuajie.ingest.app.delivery;

import io.kuajie.topics.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A record to send, encoded.
 *
 * @param value null for a tombstone
 * @param timestamp in milliseconds since the epoch
 * @param trace the W3C trace context of the request that it comes from
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Outbound(
        Topic<?> topic,
        String key,
        byte @Nullable [] value,
        long timestamp,
        @Nullable TraceContext trace) {
    /** Of no trace. */
    public Outbound(Topic<?> topic, String key, byte @Nullable [] value, long timestamp) {
        this(topic, key, value, timestamp, null);
    }
}
