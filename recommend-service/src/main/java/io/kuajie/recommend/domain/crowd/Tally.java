package io.kuajie.recommend.domain.crowd;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Integer sums by number, and the top of them for readers.
 *
 * <p>The top is built by the first reader. From then on the writer keeps it: each change moves the changed entry to its place, and
 * readers copy what they need, again if a change came in between. What a change can't tell is what comes up from below when entries of the top sink, and how ranks move that
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

    /** Room for the highest-ranking entries, highest first, which is written to again and again. */
    static final class Top {
        /** Keys and their sums in turn. */
        private int[] entries = new int[0];

        private int size;

        int size() {
            return size;
        }

        int key(int place) {
            return entries[2 * place];
        }

        int sum(int place) {
            return entries[2 * place + 1];
        }

        void clear() {
            size = 0;
        }

        /** @param from keys and their sums in turn, of which so many are copied */
        void set(int[] from, int count) {
            if (entries.length < 2 * count) {
                entries = new int[2 * count];
            }
            System.arraycopy(from, 0, entries, 0, 2 * count);
            size = count;
        }
    }

    /** Changes before a short tally is built anew; a few are never worth it. */
    private static final int LEAST_PENDING = 64;

    /** How often a reader tries without the lock. */
    private static final int MOST_TRIES = 8;

    private final IntIntMap sums = new IntIntMap();
    private final int topLength;
    private final Rank rank;
    /** Null until somebody asks, and when it must be built anew. */
    private @Nullable Standings standings;
    /** Odd while the standings are being changed. */
    private volatile int version;

    private volatile long total;
    private volatile int size;
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
        if (size != sums.size()) {
            size = sums.size();
        }
        Standings known = standings;
        if (known != null) {
            pending++;
            version++;
            VarHandle.storeStoreFence();
            boolean isOutdated = pending > Math.max(LEAST_PENDING, sums.size());
            // Written only where it changes: collectors look through what references were written to.
            if (isOutdated || !isChanged(known, key, sum, delta)) {
                standings = null;
            }
            version++;
        }
    }

    /** Changes the standings, now that this entry's sum has become this. @return false if they must be built anew */
    private boolean isChanged(Standings known, int key, int sum, int delta) {
        boolean isWhole = sums.size() <= known.size();
        int from = known.placeOf(key);
        if (from < 0) {
            double ranked = rank.of(key, sum, total);
            int to = sum == 0 ? topLength : known.placeFor(ranked, key);
            // Behind the last of a part, others that are not in it may come first.
            if (to < known.size() || (sums.size() == known.size() + 1 && to < topLength)) {
                known.cut(topLength - 1);
                known.insert(to, key, sum, ranked);
            }
            return true;
        }
        known.remove(from);
        if (sum != 0) {
            double ranked = rank.of(key, sum, total);
            int to = known.placeFor(ranked, key);
            if (to == from || to < known.size() || isWhole || delta > 0) {
                known.insert(to, key, sum, ranked);
                return true;
            }
        }
        boolean isWorn = known.size() < topLength - topLength / 4 && sums.size() > known.size();
        return !isWorn;
    }

    /** Sum of all sums. Takes no lock, so that ranks may ask other tallies for it. */
    long total() {
        return total;
    }

    synchronized int sum(int key) {
        return sums.get(key);
    }

    /** How many sums there are. Takes no lock. */
    int size() {
        return size;
    }

    /** Hands over every entry, under the lock. */
    synchronized void forEach(IntIntMap.EntryConsumer consumer) {
        sums.forEach(consumer);
    }

    /** Whether the top has anything, or has still to be built; looks at its first entry, which is at hand then for {@link #top}. */
    boolean hasTop() {
        int before = version;
        Standings known = standings;
        boolean isTopped = known != null && known.isTopped();
        VarHandle.loadLoadFence();
        // While a change is under way the first entry may be on its way to another place.
        return known == null || (before & 1) != 0 || version != before ? total != 0 : isTopped;
    }

    /** Writes down the first so many of the top, or all of it where it is shorter. */
    void top(int most, Top into) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int before = version;
            Standings known = standings;
            if (known == null) {
                break;
            }
            if ((before & 1) == 0) {
                known.first(most, into);
                VarHandle.loadLoadFence();
                if (version == before) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        build(most, into);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private synchronized void build(int most, Top into) {
        Standings known = standings;
        if (known == null) {
            known = Standings.of(sums, topLength, rank, total);
            version++;
            VarHandle.storeStoreFence();
            standings = known;
            version++;
            pending = 0;
        }
        known.first(most, into);
    }
}
