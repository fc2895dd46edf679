package io.kuajie.recommend.domain.index;

import java.util.concurrent.locks.StampedLock;

/**
 * Numbers by 64-bit hashes of their keys, which are not kept: keys of one hash are one. Open addressing with linear probing, at most two thirds
 * full, 12 bytes a place, which is 18 to 36 a number; where many have left, up to 96, as the table halves when less than an eighth of it
 * is used. Removal closes the gap (Knuth, volume 3, algorithm 6.4 R). Thread-safe; readers take no lock
 * unless somebody writes meanwhile.
 */
public final class HashedNumbers {
    public static final int NOTHING = -1;

    private static final int FIRST_CAPACITY = 64;
    /** A table larger than the first is halved when less than one place in so many is used. */
    private static final int SPARSE = 8;

    /** Of a free place; a key of this hash has the other in its stead. */
    private static final long FREE = 0;

    private static final long FOR_FREE = Long.MIN_VALUE;

    /** Parallel. Read together, as they grow together. */
    private record Table(long[] hashes, int[] numbers) {
        Table(int capacity) {
            this(new long[capacity], new int[capacity]);
        }

        int mask() {
            return hashes.length - 1;
        }

        /** Where the hash stands, or could. Somebody who reads while another writes may find either at the wrong place, or go round once. */
        int placeOf(long hash) {
            int place = home(hash);
            for (int tried = 0; tried < hashes.length && hashes[place] != FREE && hashes[place] != hash; tried++) {
                place = place + 1 & mask();
            }
            return place;
        }

        int home(long hash) {
            return (int) (hash * 0x9E3779B97F4A7C15L >>> Integer.SIZE) & mask();
        }
    }

    private final StampedLock lock = new StampedLock();
    private Table table = new Table(FIRST_CAPACITY);
    private int size;

    /** The number of a hash, 0 or more; {@link #NOTHING} if there is none. */
    public int get(long hash) {
        long stamp = lock.tryOptimisticRead();
        int number = numberOf(hash);
        if (lock.validate(stamp)) {
            return number;
        }
        stamp = lock.readLock();
        try {
            return numberOf(hash);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** @param number 0 or more */
    public void put(long hash, int number) {
        long stamp = lock.writeLock();
        try {
            long key = key(hash);
            int place = table.placeOf(key);
            if (table.hashes[place] == FREE) {
                size++;
                if (size * 3L > table.hashes.length * 2L) {
                    resize(table.hashes.length * 2);
                    place = table.placeOf(key);
                }
            }
            table.hashes[place] = key;
            table.numbers[place] = number;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public void remove(long hash) {
        long stamp = lock.writeLock();
        try {
            int place = table.placeOf(key(hash));
            if (table.hashes[place] != FREE) {
                size--;
                close(place);
                if (size * (long) SPARSE < table.hashes.length && table.hashes.length > FIRST_CAPACITY) {
                    resize(table.hashes.length / 2);
                }
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public int size() {
        long stamp = lock.readLock();
        try {
            return size;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** How many numbers there is room for, used or not. */
    int capacity() {
        long stamp = lock.readLock();
        try {
            return table.hashes.length;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private int numberOf(long hash) {
        Table known = table;
        int place = known.placeOf(key(hash));
        return known.hashes[place] == FREE ? NOTHING : known.numbers[place];
    }

    private static long key(long hash) {
        return hash == FREE ? FOR_FREE : hash;
    }

    private void close(int removed) {
        int mask = table.mask();
        int hole = removed;
        for (int next = hole + 1 & mask; table.hashes[next] != FREE; next = next + 1 & mask) {
            int home = table.home(table.hashes[next]);
            if ((next - home & mask) >= (next - hole & mask)) {
                table.hashes[hole] = table.hashes[next];
                table.numbers[hole] = table.numbers[next];
                hole = next;
            }
        }
        table.hashes[hole] = FREE;
    }

    /** @param capacity a power of two, large enough for all */
    private void resize(int capacity) {
        Table other = new Table(capacity);
        for (int place = 0; place < table.hashes.length; place++) {
            if (table.hashes[place] != FREE) {
                int to = other.placeOf(table.hashes[place]);
                other.hashes[to] = table.hashes[place];
                other.numbers[to] = table.numbers[place];
            }
        }
        table = other;
    }
}
