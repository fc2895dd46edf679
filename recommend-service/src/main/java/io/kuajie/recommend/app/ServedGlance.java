package io.kuajie.recommend.app;

import io.kuajie.events.Served;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of served lists, but of those that are known only the request id, which comes first; most are, as every instance reads
 * what it wrote itself. Thread-safe.
 */
final class ServedGlance implements Deserializer<Served> {
    private static final int UUID_CHARACTERS = 36;

    private final Deserializer<Served> whole;
    private final ToIntFunction<byte[]> start;
    private final Predicate<UUID> isKnown;

    /**
     * @param whole reads any record
     * @param start index of a record's first byte if it was written by the schema that Served was made of; else negative
     */
    ServedGlance(Deserializer<Served> whole, ToIntFunction<byte[]> start, Predicate<UUID> isKnown) {
        this.whole = whole;
        this.start = start;
        this.isKnown = isKnown;
    }

    /** Null for a list that is known. */
    @Override
    public @Nullable Served deserialize(String topic, byte @Nullable [] bytes) {
        UUID request = bytes == null ? null : request(bytes, start.applyAsInt(bytes));
        return request != null && isKnown.test(request) ? null : whole.deserialize(topic, bytes);
    }

    /** Null where no text of a UUID's length stands there. */
    private static @Nullable UUID request(byte[] bytes, int from) {
        // Avro writes lengths zig-zag, so doubled; one below 64 takes one byte.
        if (from < 0 || bytes.length <= from + UUID_CHARACTERS || bytes[from] != 2 * UUID_CHARACTERS) {
            return null;
        }
        try {
            return UUID.fromString(new String(bytes, from + 1, UUID_CHARACTERS, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
