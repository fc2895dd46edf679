package io.kuajie.recommend.domain.crowd;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Sums by number in one flat array. One writer, any number of readers, who take no lock. */
final class Masses {
    private static final int FIRST_CAPACITY = 256;

    private volatile AtomicIntegerArray sums = new AtomicIntegerArray(FIRST_CAPACITY);

    int of(int number) {
        AtomicIntegerArray known = sums;
        return number < known.length() ? known.get(number) : 0;
    }

    /** Writes down the sums of the first so many numbers, in their order. */
    void of(int[] numbers, int size, int[] found) {
        AtomicIntegerArray known = sums;
        for (int i = 0; i < size; i++) {
            found[i] = numbers[i] < known.length() ? known.getOpaque(numbers[i]) : 0;
        }
    }

    /** Called by the one writer. */
    void add(int number, int delta) {
        if (number >= sums.length()) {
            AtomicIntegerArray larger = new AtomicIntegerArray(Math.max(number + 1, sums.length() * 2));
            for (int i = 0; i < sums.length(); i++) {
                larger.setPlain(i, sums.getPlain(i));
            }
            sums = larger;
        }
        sums.addAndGet(number, delta);
    }
}
