package io.kuajie.topics;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where Java's producers put a record with a text key: by murmur2 of its UTF-8 bytes. */
public final class KeyHash {
    private KeyHash() {}

    /** A key's hash, not negative; its remainder by the number of partitions is the record's partition. */
    public static int of(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The partition of a key, from 0. @param partitions of the topic */
    public static int partition(String key, int partitions) {
        return of(key) % partitions;
    }
}
