package io.kuajie.recommend.domain.index;

import java.util.function.IntPredicate;

/**
 * Numbers by the hash of what they stand for, which the caller can tell: open addressing with linear probing in one flat array, at
 * most two thirds full, 8 bytes a place. Removal closes the gap (Knuth, volume 3, algorithm 6.4 R). One writer; whoever reads while
 * it writes may miss what is there and must ask again.
 */
public final class HashIndex {
    private static final int FIRST_CAPACITY = 64;
    public static final int NOTHING = -1;

    /** Hashes and numbers plus 1 in turn; a free place has 0 for the latter. */
    private volatile int[] table = new int[2 * FIRST_CAPACITY];

    private int size;

    /** The number of this hash that it is; {@link #NOTHING} if there is none. */
    public int find(int hash, IntPredicate isIt) {
        int[] known = table;
        int mask = known.length - 2;
        int at = home(hash) & mask;
        // Read once, as the writer may free the place in between.
        int number = known[at + 1] - 1;
        while (number != NOTHING) {
            if (known[at] == hash && isIt.test(number)) {
                return number;
            }
            at = (at + 2) & mask;
            number = known[at + 1] - 1;
        }
        return NOTHING;
    }

    /** Adds a number that is not there yet under this hash. */
    public void add(int hash, int number) {
        if (++size * 3 > table.length) {
            grow();
        }
        insert(table, hash, number);
    }

    /** Puts another number in the place of one of this hash. */
    public void replace(int hash, int number, int other) {
        table[placeOf(hash, number) + 1] = other + 1;
    }

    public void remove(int hash, int number) {
        int mask = table.length - 2;
        int hole = placeOf(hash, number);
        int next = hole;
        while (true) {
            next = (next + 2) & mask;
            if (table[next + 1] == 0) {
                break;
            }
            int home = home(table[next]) & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                table[hole] = table[next];
                table[hole + 1] = table[next + 1];
                hole = next;
            }
        }
        table[hole + 1] = 0;
        size--;
    }

    private int placeOf(int hash, int number) {
        int mask = table.length - 2;
        int at = home(hash) & mask;
        while (table[at] != hash || table[at + 1] != number + 1) {
            if (table[at + 1] == 0) {
                throw new IllegalStateException("The number (%d) must be there.".formatted(number));
            }
            at = (at + 2) & mask;
        }
        return at;
    }

    private void grow() {
        int[] larger = new int[2 * table.length];
        for (int at = 0; at < table.length; at += 2) {
            if (table[at + 1] != 0) {
                insert(larger, table[at], table[at + 1] - 1);
            }
        }
        table = larger;
    }

    private static void insert(int[] table, int hash, int number) {
        int mask = table.length - 2;
        int at = home(hash) & mask;
        while (table[at + 1] != 0) {
            at = (at + 2) & mask;
        }
        table[at] = hash;
        table[at + 1] = number + 1;
    }

    /** Of its pair, before that is cut to the table's length. */
    private static int home(int hash) {
        return FibonacciHash.of(hash) << 1;
    }
}
