package io.kuajie.ingest.app.delivery;

import io.kuajie.kernel.SourcePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the broker acknowledged: the highest position in behavior.raw, by partition. */
public record Receipt(Map<Integer, Long> offsetByPartition) {
    /** Header in which replies name the positions. */
    public static final String HEADER = "Kuajie-Positions";

    public static final Receipt EMPTY = new Receipt(Map.of());
    /** Less than any offset. */
    static final long NONE = -1;

    public Receipt {
        offsetByPartition = Map.copyOf(offsetByPartition);
    }

    /** @param offsets by partition, {@link #NONE} where nothing was written */
    static Receipt of(long[] offsets) {
        Map<Integer, Long> offsetByPartition = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            if (offsets[partition] > NONE) {
                offsetByPartition.put(partition, offsets[partition]);
            }
        }
        return new Receipt(offsetByPartition);
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
        StringBuilder text = new StringBuilder();
        new TreeMap<>(offsetByPartition)
                .forEach((partition, offset) ->
                        text.append(text.isEmpty() ? "" : ",").append(new SourcePosition(partition, offset)));
        return text.toString();
    }
}
