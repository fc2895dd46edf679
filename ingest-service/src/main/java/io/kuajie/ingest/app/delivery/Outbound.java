package io.kuajie.ingest.app.delivery;

import io.kuajie.topics.Topic;
import org.jspecify.annotations.Nullable;

/** A record to send, encoded. @param value null for a tombstone; timestamp in milliseconds since the epoch */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Outbound(Topic<?> topic, String key, byte @Nullable [] value, long timestamp) {}
