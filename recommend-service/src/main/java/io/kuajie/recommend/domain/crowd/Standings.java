package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.crowd.Tally.Rank;
import io.kuajie.recommend.domain.crowd.Tally.Top;
import java.util.Arrays;

/**
 * The highest-ranking entries of a tally, highest first, changed in place: keys and sums alternate in one array, so that a change
 * leaves no garbage. Not thread-safe but for {@link #first}, which may be called while another thread writes and then gives
 * nonsense, which the caller has to find out and throw away.
 */
final class Standings {
    private int[] entries;
    private int size;

    /** @param entries keys and their sums in turn, highest first; taken over */
    Standings(int[] entries) {
        this.entries = entries;
        this.size = entries.length / 2;
    }

    int size() {
        return size;
    }

    /** A copy of the first so many entries, or of all where there are fewer. */
    Top first(int most) {
        int[] known = entries;
        int length = Math.min(Math.min(most, size), known.length / 2);
        int[] keys = new int[length];
        int[] sums = new int[length];
        for (int place = 0; place < length; place++) {
            keys[place] = known[2 * place];
            sums[place] = known[2 * place + 1];
        }
        return new Top(keys, sums);
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
    int placeFor(double rank, int key, Rank ranks, long total) {
        int low = 0;
        int high = size;
        // Most changes are of entries that stay below all.
        int middle = high - 1;
        while (low < high) {
            int otherKey = entries[2 * middle];
            double other = ranks.of(otherKey, entries[2 * middle + 1], total);
            if (other > rank || (other == rank && otherKey < key)) {
                low = middle + 1;
            } else {
                high = middle;
            }
            middle = (low + high) >>> 1;
        }
        return low;
    }

    void insert(int place, int key, int sum) {
        if (2 * size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(8, entries.length * 2));
        }
        System.arraycopy(entries, 2 * place, entries, 2 * place + 2, 2 * (size - place));
        entries[2 * place] = key;
        entries[2 * place + 1] = sum;
        size++;
    }

    void remove(int place) {
        size--;
        System.arraycopy(entries, 2 * place + 2, entries, 2 * place, 2 * (size - place));
    }

    /** Leaves no more than the first of them. */
    void cut(int most) {
        size = Math.min(size, most);
    }
}
