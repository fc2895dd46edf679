package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;

/**
 * Sums by non-negative number, in two flat arrays: open addressing with linear probing, at most two thirds full. A sum that
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

    private int[] keys = emptyKeys(FIRST_CAPACITY);
    private int[] values = new int[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /** The sum of this key; zero if it has none. */
    int get(int key) {
        int slot = slotOf(key);
        return keys[slot] == key ? values[slot] : 0;
    }

    /** @return the new sum */
    int add(int key, int delta) {
        int slot = slotOf(key);
        if (keys[slot] == EMPTY) {
            insert(slot, key, delta);
            return delta;
        }
        int sum = values[slot] + delta;
        values[slot] = sum;
        if (sum == 0) {
            remove(slot);
        }
        return sum;
    }

    void forEach(EntryConsumer consumer) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                consumer.accept(keys[slot], values[slot]);
            }
        }
    }

    private void insert(int slot, int key, int delta) {
        if (delta == 0) {
            return;
        }
        keys[slot] = key;
        values[slot] = delta;
        size++;
        if (size * 3 > keys.length * 2) {
            grow();
        }
    }

    private void remove(int removed) {
        int mask = keys.length - 1;
        int hole = removed;
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            if (keys[next] == EMPTY) {
                break;
            }
            int home = spread(keys[next]) & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                keys[hole] = keys[next];
                values[hole] = values[next];
                hole = next;
            }
        }
        keys[hole] = EMPTY;
        size--;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = emptyKeys(oldKeys.length * 2);
        values = new int[oldKeys.length * 2];
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != EMPTY) {
                int to = slotOf(oldKeys[slot]);
                keys[to] = oldKeys[slot];
                values[to] = oldValues[slot];
            }
        }
    }

    private int slotOf(int key) {
        int mask = keys.length - 1;
        int slot = spread(key) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int spread(int key) {
        int mixed = key * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    private static int[] emptyKeys(int capacity) {
        int[] keys = new int[capacity];
        Arrays.fill(keys, EMPTY);
        return keys;
    }
}
