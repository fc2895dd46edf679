package io.kuajie.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * One topic: its name, what its key says, the record it carries and how it is cleaned up. Keys are UTF-8 text, never encoded
 * by the registry, and partitioned by murmur2 as Java's clients do.
 *
 * @param <V> the Avro record of the values
 * @param retention how long records of a deleting topic stay; null for a compacted topic
 */
public record Topic<V extends SpecificRecord>(
        String name, Key key, Class<V> value, @Nullable Duration retention) {
    /** What a key says. Topics keyed by leaf or person share one partition count, so that they can be joined. */
    public enum Key {
        LEAF,
        PERSON,
        OTHER
    }

    /** Deleted data must be gone from the disk within days, so compaction can't be put off for longer. */
    private static final Duration LONGEST_COMPACTION_LAG = Duration.ofDays(1);
    /** Brokers delete whole files, each by its latest record; by default a file takes a week's. */
    private static final Duration LONGEST_FILE = Duration.ofDays(1);
    /** Until a broker has looked for files that are too old, and let go of them. */
    private static final Duration LOOK = Duration.ofHours(1);

    public static <V extends SpecificRecord> Topic<V> deleted(
            String name, Key key, Class<V> value, Duration retention) {
        return new Topic<>(name, key, value, retention);
    }

    public static <V extends SpecificRecord> Topic<V> compacted(String name, Key key, Class<V> value) {
        return new Topic<>(name, key, value, null);
    }

    public boolean isCompacted() {
        return retention == null;
    }

    /** Whether the topic has the one partition count of everything that is keyed by leaf or person. */
    public boolean isCopartitioned() {
        return key != Key.OTHER;
    }

    /** The topic's name on the broker. @param prefix set apart several installations on one broker; usually empty */
    public String on(String prefix) {
        return prefix + name;
    }

    /** When the bytes of what was written until then are gone from the brokers' disks; empty where age does not delete them. */
    public Optional<Instant> expiryOf(Instant written) {
        return Optional.ofNullable(retention)
                .map(kept -> written.plus(kept).plus(LONGEST_FILE).plus(LOOK));
    }

    /** Broker settings of the topic, by configuration key. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(LONGEST_FILE.toMillis()));
        if (isCompacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(LONGEST_COMPACTION_LAG.toMillis()));
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Objects.requireNonNull(retention).toMillis()));
        }
        return settings;
    }
}
