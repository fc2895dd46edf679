package io.kuajie.recommend.domain.order;

/** The two steps of a binary heap with the least on top, on an array that its owner fills. Source: Floyd, Algorithm 245, 1964. */
public final class MinHeap {
    private MinHeap() {}

    /** Makes the first so many numbers a heap, in linear time. */
    public static void build(long[] heap, int size) {
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(heap, size, place);
        }
    }

    /** Moves the number of this place down to where it belongs, among the first so many, of which the others are in order. */
    public static void sink(long[] heap, int size, int from) {
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
