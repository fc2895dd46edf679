package io.kuajie.recommend.domain.crowd;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Long sums by number, in one flat array: open addressing with linear probing, at most half full, a key beside its sum, so that a
 * look-up touches one line of the processor's cache. What was ever summed keeps its place. One writer, any number of readers, who
 * take no lock.
 */
final class Totals {
    private static final int FIRST_CAPACITY = 64;

    /** Keys plus 1 and sums in turn; a free place has 0 for its key. */
    private volatile AtomicLongArray table = new AtomicLongArray(2 * FIRST_CAPACITY);

    private int size;

    long of(int number) {
        AtomicLongArray known = table;
        int at = placeOf(known, number);
        return known.getOpaque(at) == 0 ? 0 : known.getOpaque(at + 1);
    }

    /** Called by the one writer. */
    void add(int number, long delta) {
        int at = placeOf(table, number);
        if (table.getPlain(at) == 0) {
            if (++size * 4 > table.length()) {
                grow();
                at = placeOf(table, number);
            }
            table.setRelease(at, number + 1L);
        }
        table.setOpaque(at + 1, table.getPlain(at + 1) + delta);
    }

    private void grow() {
        AtomicLongArray larger = new AtomicLongArray(2 * table.length());
        for (int from = 0; from < table.length(); from += 2) {
            if (table.getPlain(from) != 0) {
                int at = placeOf(larger, (int) (table.getPlain(from) - 1));
                larger.setPlain(at, table.getPlain(from));
                larger.setPlain(at + 1, table.getPlain(from + 1));
            }
        }
        table = larger;
    }

    private static int placeOf(AtomicLongArray table, int number) {
        int mask = table.length() - 2;
        int mixed = number * 0x9E3779B9;
        int at = (mixed ^ (mixed >>> 16)) << 1 & mask;
        long key = table.getOpaque(at);
        while (key != 0 && key != number + 1L) {
            at = (at + 2) & mask;
            key = table.getOpaque(at);
        }
        return at;
    }
}
