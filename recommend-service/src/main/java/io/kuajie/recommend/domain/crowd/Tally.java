package io.kuajie.recommend.domain.crowd;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Integer sums by number, and the top of them for readers.
 *
 * <p>The top is a snapshot, rebuilt by the reader that finds it outdated: when more sums have changed since than a 64th of what
 * there is. So a short tally is always exact, a long one is exact but for its latest changes, and a rebuild costs each change
 * that led to it no more than 64 steps. Sums are integers, so taking away what was added restores the former state exactly, in
 * any order.
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
    }

    private record Ranked(int key, int sum, double rank) {
        /** Lowest first; among equals the earlier number ranks higher. */
        static final Comparator<Ranked> LOWEST_FIRST =
                Comparator.comparingDouble(Ranked::rank).thenComparing(Ranked::key, Comparator.reverseOrder());
    }

    private static final int REBUILD_SHARE = 64;

    private final IntIntMap sums = new IntIntMap();
    private final int topLength;
    private final Rank rank;
    private volatile @Nullable Top top;
    private volatile int pending;
    private volatile long total;

    Tally(int topLength, Rank rank) {
        this.topLength = topLength;
        this.rank = rank;
    }

    /** The volatile fields are written under the lock only. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    synchronized void add(int key, int delta) {
        sums.add(key, delta);
        total = total + delta;
        pending = pending + 1;
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
        if (known != null && pending == 0) {
            return known;
        }
        return refreshed();
    }

    private synchronized Top refreshed() {
        Top known = top;
        if (known == null || pending > sums.size() / REBUILD_SHARE) {
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
