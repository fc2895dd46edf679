package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.index.FibonacciHash;
import java.util.Arrays;

/**
 * Sums by non-negative number, in one flat array: open addressing with linear probing, at most two thirds full. A sum that
 * becomes zero leaves the map, its place closed by shifting its successors back (Knuth, volume 3, algorithm 6.4 R), so that
 * nothing of what was taken away remains.
 *
 * <p>Not thread-safe.
 */
final class IntIntMap {
    /** Takes one entry. */
    @FunctionalInterface
    interface EntryConsumer {
        void accept(int key, int value);
    }

    private static final int EMPTY = -1;
    private static final int FIRST_CAPACITY = 4;

    /** Keys and sums in turn, so that a look-up touches one line of the processor's cache. */
    private int[] table = emptyTable(FIRST_CAPACITY);

    private int size;

    int size() {
        return size;
    }

    /** The sum of this key; zero if it has none. */
    int get(int key) {
        int at = placeOf(key);
        return table[at] == key ? table[at + 1] : 0;
    }

    /** @return the new sum */
    int add(int key, int delta) {
        int at = placeOf(key);
        if (table[at] == EMPTY) {
            insert(at, key, delta);
            return delta;
        }
        int sum = table[at + 1] + delta;
        table[at + 1] = sum;
        if (sum == 0) {
            remove(at);
        }
        return sum;
    }

    void forEach(EntryConsumer consumer) {
        for (int at = 0; at < table.length; at += 2) {
            if (table[at] != EMPTY) {
                consumer.accept(table[at], table[at + 1]);
            }
        }
    }

    private void insert(int at, int key, int delta) {
        if (delta == 0) {
            return;
        }
        table[at] = key;
        table[at + 1] = delta;
        size++;
        if (size * 3 > table.length) {
            grow();
        }
    }

    private void remove(int removed) {
        int mask = table.length - 2;
        int hole = removed;
        int next = hole;
        while (true) {
            next = (next + 2) & mask;
            if (table[next] == EMPTY) {
                break;
            }
            int home = home(table[next]) & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                table[hole] = table[next];
                table[hole + 1] = table[next + 1];
                hole = next;
            }
        }
        table[hole] = EMPTY;
        size--;
    }

    private void grow() {
        int[] old = table;
        table = emptyTable(old.length);
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != EMPTY) {
                int to = placeOf(old[at]);
                table[to] = old[at];
                table[to + 1] = old[at + 1];
            }
        }
    }

    private int placeOf(int key) {
        int mask = table.length - 2;
        int at = home(key) & mask;
        while (table[at] != EMPTY && table[at] != key) {
            at = (at + 2) & mask;
        }
        return at;
    }

    /** Of its pair, before that is cut to the table's length. */
    private static int home(int key) {
        return FibonacciHash.of(key) << 1;
    }

    private static int[] emptyTable(int capacity) {
        int[] table = new int[2 * capacity];
        Arrays.fill(table, EMPTY);
        return table;
    }
}
