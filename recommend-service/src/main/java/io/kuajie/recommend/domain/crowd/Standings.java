package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.crowd.Tally.Rank;
import io.kuajie.recommend.domain.crowd.Tally.Top;
import java.util.Arrays;

/**
 * The highest-ranking entries of a tally, highest first, among equals the earlier number; changed in place, so that a change leaves
 * no garbage. An entry keeps the rank it had when it last changed. Not thread-safe but for {@link #first}, which may be called while
 * another thread writes and then gives nonsense, which the caller has to find out and throw away.
 */
final class Standings {
    private static final int LEAST_CAPACITY = 4;

    /** Keys and their sums in turn, so that both are in one place. */
    private int[] entries = new int[2 * LEAST_CAPACITY];

    private double[] ranks = new double[LEAST_CAPACITY];
    private int size;

    /** The first so many of these sums. */
    static Standings of(IntIntMap sums, int most, Rank ranks, long total) {
        Standings standings = new Standings();
        sums.forEach((key, sum) -> standings.offer(key, sum, ranks.of(key, sum, total), most));
        return standings;
    }

    int size() {
        return size;
    }

    /** Whether there is a first entry. */
    boolean isTopped() {
        return size > 0 && entries[1] != 0;
    }

    /** Copies the first so many entries, or all where there are fewer. */
    void first(int most, Top into) {
        int[] known = entries;
        into.set(known, Math.min(Math.min(most, size), known.length / 2));
    }

    /** Where this entry stands; -1 if it does not. */
    int placeOf(int key) {
        for (int place = 0; place < size; place++) {
            if (entries[2 * place] == key) {
                return place;
            }
        }
        return -1;
    }

    /** How many entries rank above this. */
    int placeFor(double rank, int key) {
        int low = 0;
        int high = size;
        // Most changes are of entries that stay below all.
        int middle = high - 1;
        while (low < high) {
            if (ranks[middle] > rank || (ranks[middle] == rank && entries[2 * middle] < key)) {
                low = middle + 1;
            } else {
                high = middle;
            }
            middle = (low + high) >>> 1;
        }
        return low;
    }

    void insert(int place, int key, int sum, double rank) {
        if (size == ranks.length) {
            entries = Arrays.copyOf(entries, entries.length * 2);
            ranks = Arrays.copyOf(ranks, ranks.length * 2);
        }
        System.arraycopy(entries, 2 * place, entries, 2 * place + 2, 2 * (size - place));
        System.arraycopy(ranks, place, ranks, place + 1, size - place);
        entries[2 * place] = key;
        entries[2 * place + 1] = sum;
        ranks[place] = rank;
        size++;
    }

    void remove(int place) {
        size--;
        System.arraycopy(entries, 2 * place + 2, entries, 2 * place, 2 * (size - place));
        System.arraycopy(ranks, place + 1, ranks, place, size - place);
    }

    /** Leaves no more than the first of them. */
    void cut(int most) {
        size = Math.min(size, most);
    }

    private void offer(int key, int sum, double rank, int most) {
        int place = placeFor(rank, key);
        if (place < most) {
            cut(most - 1);
            insert(place, key, sum, rank);
        }
    }
}
