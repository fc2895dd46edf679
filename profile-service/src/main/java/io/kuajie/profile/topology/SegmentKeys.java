package io.kuajie.profile.topology;

import io.kuajie.topics.KeyHash;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** Keys of profile.segments: person and segment, so that each membership is compacted by itself, partitioned by the person. */
public final class SegmentKeys {
    private static final char BETWEEN = '|';

    private SegmentKeys() {}

    public static String of(String person, String segment) {
        return person + BETWEEN + segment;
    }

    /** The person of such a key. */
    public static String personOf(String key) {
        int end = key.lastIndexOf(BETWEEN);
        return end < 0 ? key : key.substring(0, end);
    }

    /** As Java's producers partition by the person alone. */
    static final class ByPerson<V> implements StreamPartitioner<String, V> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, @Nullable V value, int partitions) {
            return Optional.of(Set.of(KeyHash.partition(personOf(key), partitions)));
        }
    }
}
