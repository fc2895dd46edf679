package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.order.MinHeap;

/**
 * Numbers in rising order, found one by one: a heap, because of a few thousand only the first few are asked for. Not thread-safe.
 */
final class Ascending {
    private final long[] heap;
    private int size;

    /** @param numbers which it takes over, the first so many of them */
    Ascending(long[] numbers, int size) {
        heap = numbers;
        this.size = size;
        MinHeap.build(heap, size);
    }

    /** A number whose order as an integer is the falling order of the floats (their bits, negative ones turned round). */
    static int falling(float value) {
        int bits = Float.floatToIntBits(value);
        return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The lower halves of so many that are least, or of all that are left where these are fewer. */
    int[] next(int most) {
        int[] next = new int[Math.min(most, size)];
        for (int i = 0; i < next.length; i++) {
            next[i] = (int) next();
        }
        return next;
    }

    /** The least that is left; not to be asked for where none is. */
    long next() {
        long least = heap[0];
        heap[0] = heap[--size];
        MinHeap.sink(heap, size, 0);
        return least;
    }
}
