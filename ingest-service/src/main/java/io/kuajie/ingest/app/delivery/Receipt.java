package io.kuajie.ingest.app.delivery;

import io.kuajie.kernel.SourcePosition;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the broker acknowledged: the highest position in behavior.raw, by partition. */
public record Receipt(Map<Integer, Long> offsetByPartition) {
    /** Header in which replies name the positions. */
    public static final String HEADER = "Kuajie-Positions";

    public static final Receipt EMPTY = new Receipt(Map.of());

    public Receipt {
        offsetByPartition = Map.copyOf(offsetByPartition);
    }

    /** Both together. */
    public Receipt plus(Receipt other) {
        Map<Integer, Long> sum = new TreeMap<>(offsetByPartition);
        other.offsetByPartition.forEach((partition, offset) -> sum.merge(partition, offset, Math::max));
        return new Receipt(sum);
    }

    /** As the header has it, {@code 0@12,3@99}. */
    @Override
    public String toString() {
        return new TreeMap<>(offsetByPartition)
                .entrySet().stream()
                        .map(e -> new SourcePosition(e.getKey(), e.getValue()).toString())
                        .collect(Collectors.joining(","));
    }
}
