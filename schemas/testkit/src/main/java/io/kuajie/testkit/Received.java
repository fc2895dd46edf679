package io.kuajie.testkit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as it stands in a topic. @param value null for a tombstone; headers as text by name, the last of a name */
public record Received<V>(
        int partition,
        long offset,
        @Nullable String key,
        @Nullable V value,
        Instant timestamp,
        Map<String, String> headers) {
    /** The value. @throws IllegalStateException for a tombstone */
    public V requireValue() {
        if (value == null) {
            throw new IllegalStateException("The record at %d@%d is a tombstone.".formatted(partition, offset));
        }
        return value;
    }
}
