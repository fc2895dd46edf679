package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.order.MinHeap;

/**
 * Numbers in rising order, found one by one, because of a few thousand only the first few are asked for: a heap of about as many of
 * the least as are likely to be asked for, and of the rest once more is asked for. Not thread-safe.
 */
final class Ascending {
    /** Parts of the range of upper halves, all as wide; how many numbers lie in each tells which parts hold the least. */
    private static final int PARTS = 256;

    private final long[] heap;
    private int size;
    /** Where the numbers begin that are not in the heap, and where they end. */
    private int rest;

    private final int end;

    /**
     * @param numbers which it takes over, the first so many of them
     * @param likely how many will be asked for, as a guess
     */
    Ascending(long[] numbers, int size, int likely) {
        heap = numbers;
        end = size;
        rest = 2 * likely < size ? gather(likely) : size;
        this.size = rest;
        MinHeap.build(heap, rest);
    }

    /** A number whose order is the falling order of the floats, and among equals the rising one of the places, which is its lower half. */
    static long falling(float value, int place) {
        int bits = Float.floatToRawIntBits(value);
        // As integers, the bits of floats rise with them, but for negative ones, which are turned round.
        return (long) ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32 | place;
    }

    boolean isEmpty() {
        return size == 0 && rest == end;
    }

    /** The lower halves of so many that are least, or of all that are left where these are fewer. */
    int[] next(int most) {
        int[] next = new int[Math.min(most, size + end - rest)];
        for (int i = 0; i < next.length; i++) {
            next[i] = (int) next();
        }
        return next;
    }

    /** The least that is left; not to be asked for where none is. */
    long next() {
        if (size == 0) {
            takeRest();
        }
        long least = heap[0];
        heap[0] = heap[--size];
        MinHeap.sink(heap, size, 0);
        return least;
    }

    private void takeRest() {
        size = end - rest;
        System.arraycopy(heap, rest, heap, 0, size);
        rest = end;
        MinHeap.build(heap, size);
    }

    /** Moves at least so many of the least to the front. @return how many */
    private int gather(int likely) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < end; i++) {
            int upper = (int) (heap[i] >> 32);
            least = Math.min(least, upper);
            most = Math.max(most, upper);
        }
        int shift = Math.max(
                0, Integer.SIZE - Integer.numberOfLeadingZeros(most - least) - Integer.numberOfTrailingZeros(PARTS));
        int last = lastPart(least, shift, likely);
        int front = 0;
        for (int i = 0; i < end; i++) {
            long number = heap[i];
            if (part(number, least, shift) <= last) {
                heap[i] = heap[front];
                heap[front++] = number;
            }
        }
        return front;
    }

    /** The part up to which there are at least so many. */
    private int lastPart(int least, int shift, int likely) {
        int[] counts = new int[PARTS];
        for (int i = 0; i < end; i++) {
            counts[part(heap[i], least, shift)]++;
        }
        int part = 0;
        for (int found = counts[0]; found < likely; found += counts[part]) {
            part++;
        }
        return part;
    }

    /** The difference is one of 32 bits without a sign. */
    private static int part(long number, int least, int shift) {
        return (int) (number >> 32) - least >>> shift;
    }
}
