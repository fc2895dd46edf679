package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Integer sums by number, and the top of them for readers.
 *
 * <p>The top is a snapshot, built by the first reader. From then on the writer keeps it: each change moves the changed entry to its
 * place in a copy. What a change can't tell is what comes up from below when entries of the top sink, and how ranks move that
 * depend on more than the sum; so a reader builds the top anew when a quarter of it has sunk, or as many changes have passed as there
 * are sums. So a tally no longer than its top always has the right entries, and a rebuild costs each change that led to it a few steps.
 * Sums are integers, so taking away what was added restores the former state exactly, in any order.
 *
 * <p>One writer, any number of readers; the lock is held for one change or one rebuild.
 */
final class Tally {
    /** What entries of the top are chosen by. */
    @FunctionalInterface
    interface Rank {
        /** @param total of all sums of this tally */
        double of(int key, int sum, long total);
    }

    /** The highest-ranking entries, highest first; keys and sums are parallel and not to be written. */
    record Top(int[] keys, int[] sums) {
        static final Top NONE = new Top(new int[0], new int[0]);

        int size() {
            return keys.length;
        }

        /** Where this entry stands; -1 if it does not. */
        int placeOf(int key) {
            for (int place = 0; place < keys.length; place++) {
                if (keys[place] == key) {
                    return place;
                }
            }
            return -1;
        }

        /** How many entries rank above this. */
        int placeFor(double rank, int key, Rank ranks, long total) {
            int low = 0;
            int high = size();
            // Most changes are of entries that stay below all.
            int middle = high - 1;
            while (low < high) {
                double other = ranks.of(keys[middle], sums[middle], total);
                if (other > rank || (other == rank && keys[middle] < key)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
                middle = (low + high) >>> 1;
            }
            return low;
        }

        Top at(int place, int sum) {
            int[] changed = sums.clone();
            changed[place] = sum;
            return new Top(keys, changed);
        }

        Top with(int place, int key, int sum) {
            return new Top(inserted(keys, place, key), inserted(sums, place, sum));
        }

        Top without(int place) {
            return new Top(removed(keys, place), removed(sums, place));
        }

        /** The first of it. */
        Top cut(int size) {
            return size() <= size ? this : new Top(Arrays.copyOf(keys, size), Arrays.copyOf(sums, size));
        }

        private static int[] inserted(int[] values, int place, int value) {
            int[] more = Arrays.copyOf(values, values.length + 1);
            System.arraycopy(values, place, more, place + 1, values.length - place);
            more[place] = value;
            return more;
        }

        private static int[] removed(int[] values, int place) {
            int[] fewer = Arrays.copyOf(values, values.length - 1);
            System.arraycopy(values, place + 1, fewer, place, fewer.length - place);
            return fewer;
        }
    }

    private record Ranked(int key, int sum, double rank) {
        /** Lowest first; among equals the earlier number ranks higher. */
        static final Comparator<Ranked> LOWEST_FIRST =
                Comparator.comparingDouble(Ranked::rank).thenComparing(Ranked::key, Comparator.reverseOrder());
    }

    /** Changes before a short tally is built anew; a few are never worth it. */
    private static final int LEAST_PENDING = 64;

    private final IntIntMap sums = new IntIntMap();
    private final int topLength;
    private final Rank rank;
    private volatile @Nullable Top top;
    private volatile long total;
    private int pending;

    Tally(int topLength, Rank rank) {
        this.topLength = topLength;
        this.rank = rank;
    }

    /** The volatile fields are written under the lock only. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    synchronized void add(int key, int delta) {
        int sum = sums.add(key, delta);
        total = total + delta;
        Top known = top;
        if (known != null) {
            pending++;
            boolean isOutdated = pending > Math.max(LEAST_PENDING, sums.size());
            top = isOutdated ? null : changed(known, key, sum, delta);
        }
    }

    /** The top after this entry's sum has become this; null if it must be built anew. */
    private @Nullable Top changed(Top known, int key, int sum, int delta) {
        boolean isWhole = sums.size() <= known.size();
        int from = known.placeOf(key);
        if (from < 0) {
            int to = sum == 0 ? topLength : known.placeFor(rank.of(key, sum, total), key, rank, total);
            // Behind the last of a part, others that are not in it may come first.
            boolean isAmong = to < known.size() || (sums.size() == known.size() + 1 && to < topLength);
            return isAmong ? known.cut(topLength - 1).with(to, key, sum) : known;
        }
        Top others = known.without(from);
        if (sum != 0) {
            int to = others.placeFor(rank.of(key, sum, total), key, rank, total);
            if (to == from) {
                return known.at(from, sum);
            }
            if (to < others.size() || isWhole || delta > 0) {
                return others.with(to, key, sum);
            }
        }
        boolean isWorn = others.size() < topLength - topLength / 4 && sums.size() > others.size();
        return isWorn ? null : others;
    }

    /** Sum of all sums. Takes no lock, so that ranks may ask other tallies for it. */
    long total() {
        return total;
    }

    synchronized int sum(int key) {
        return sums.get(key);
    }

    synchronized int size() {
        return sums.size();
    }

    /** Hands over every entry, under the lock. */
    synchronized void forEach(IntIntMap.EntryConsumer consumer) {
        sums.forEach(consumer);
    }

    Top top() {
        Top known = top;
        return known != null ? known : built();
    }

    private synchronized Top built() {
        Top known = top;
        if (known == null) {
            known = rebuilt();
            top = known;
            pending = 0;
        }
        return known;
    }

    private Top rebuilt() {
        PriorityQueue<Ranked> best = new PriorityQueue<>(topLength + 1, Ranked.LOWEST_FIRST);
        sums.forEach((key, sum) -> {
            Ranked entry = new Ranked(key, sum, rank.of(key, sum, total));
            Ranked lowest = best.peek();
            if (best.size() < topLength || (lowest != null && Ranked.LOWEST_FIRST.compare(entry, lowest) > 0)) {
                best.add(entry);
                if (best.size() > topLength) {
                    best.remove();
                }
            }
        });
        int[] keys = new int[best.size()];
        int[] values = new int[best.size()];
        for (int i = keys.length - 1; i >= 0; i--) {
            Ranked entry = best.remove();
            keys[i] = entry.key;
            values[i] = entry.sum;
        }
        return new Top(keys, values);
    }
}
