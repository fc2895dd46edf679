package io.kuajie.kernel;

import java.util.Comparator;

/**
 * Where a record stands in behavior.raw; the identity of an event for everything downstream. Positions of one partition are
 * ordered as the events were accepted; positions of different partitions have no order in time.
 */
public record SourcePosition(int partition, long offset) implements Comparable<SourcePosition> {
    private static final Comparator<SourcePosition> ORDER =
            Comparator.comparingInt(SourcePosition::partition).thenComparingLong(SourcePosition::offset);

    public SourcePosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "The position (%d@%d) must not be negative.".formatted(partition, offset));
        }
    }

    /** Reads {@code partition@offset}. */
    public static SourcePosition parse(String text) {
        int at = text.indexOf('@');
        try {
            return new SourcePosition(Integer.parseInt(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The position (%s) must be written partition@offset.".formatted(Text.shown(text)), e);
        }
    }

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
