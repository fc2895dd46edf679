package io.kuajie.recommend.domain.serving;

/**
 * Numbers in rising order, found one by one: a binary heap, built in linear time (Floyd 1964), because of a few thousand only the
 * first few are asked for. Not thread-safe.
 */
final class Ascending {
    private final long[] heap;
    private int size;

    /** @param numbers which it takes over */
    Ascending(long[] numbers) {
        heap = numbers;
        size = numbers.length;
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The least that is left; not to be asked for where none is. */
    long next() {
        long least = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return least;
    }

    private void sink(int from) {
        long number = heap[from];
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= number) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = number;
    }
}
