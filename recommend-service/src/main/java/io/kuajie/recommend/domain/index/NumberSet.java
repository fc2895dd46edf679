package io.kuajie.recommend.domain.index;

import java.util.Arrays;

/**
 * Numbers in the order of their coming, each once: a flat array behind an open-addressing index, at most half full, or behind one with
 * a place for each number that may come. Not thread-safe.
 */
public final class NumberSet {
    private int[] numbers;
    /** Places in that order, from 1 on; 0 is free. */
    private int[] slots;

    private final boolean isDirect;
    private int size;

    /** @param expected how many are likely to come */
    public NumberSet(int expected) {
        numbers = new int[Math.max(1, expected)];
        slots = new int[2 * Integer.highestOneBit(2 * numbers.length - 1)];
        isDirect = false;
    }

    private NumberSet(int bound, boolean isDirect) {
        numbers = new int[bound];
        slots = new int[bound];
        this.isDirect = isDirect;
    }

    /** For numbers from 0 to before a bound that is low enough for each to have its own place. */
    public static NumberSet below(int bound) {
        return new NumberSet(bound, true);
    }

    /** Adds it unless it is there. @return its place in the order, from 0 on */
    public int add(int number) {
        int slot = slotOf(number);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == numbers.length) {
            grow();
            slot = slotOf(number);
        }
        numbers[size++] = number;
        slots[slot] = size;
        return size - 1;
    }

    /** Its place in the order; -1 if it is not there. */
    public int placeOf(int number) {
        return slots[slotOf(number)] - 1;
    }

    public int size() {
        return size;
    }

    /** By place, and whatever stands behind the last. Not to be written. */
    public int[] numbers() {
        return numbers;
    }

    /** Takes all out. */
    public void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    private int slotOf(int number) {
        if (isDirect) {
            return number;
        }
        int mask = slots.length - 1;
        int slot = FibonacciHash.of(number) & mask;
        while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, numbers.length * 2);
        slots = new int[slots.length * 2];
        for (int place = 0; place < size; place++) {
            slots[slotOf(numbers[place])] = place + 1;
        }
    }
}
