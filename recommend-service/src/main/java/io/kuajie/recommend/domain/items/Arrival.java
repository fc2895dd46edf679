package io.kuajie.recommend.domain.items;

import java.util.Comparator;

/** Place of a catalogue entry among the newest, which come first. */
record Arrival(long updatedAtMillis, int number) implements Comparable<Arrival> {
    private static final Comparator<Arrival> NEWEST_FIRST =
            Comparator.comparingLong(Arrival::updatedAtMillis).reversed().thenComparingInt(Arrival::number);

    static Arrival of(Item item, int number) {
        return new Arrival(item.updatedAt().toEpochMilli(), number);
    }

    @Override
    public int compareTo(Arrival other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
