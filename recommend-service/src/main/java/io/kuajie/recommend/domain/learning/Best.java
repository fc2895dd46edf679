package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.learning.Learnt.TargetConsumer;
import io.kuajie.recommend.domain.order.MinHeap;

/** The best of many by score: a heap with the least on top. */
public final class Best {
    private final int most;
    private final long[] heap;
    private int size;

    public Best(int most) {
        this.most = most;
        this.heap = new long[most];
    }

    public void offer(int place, double score) {
        int order = ascending((float) score);
        if (size == most && order < (int) (heap[0] >> 32)) {
            return;
        }
        long key = (long) order << 32 | place;
        if (size < most) {
            heap[size] = key;
            rise(size++);
        } else if (key > heap[0]) {
            heap[0] = key;
            MinHeap.sink(heap, size, 0);
        }
    }

    int size() {
        return size;
    }

    /** What a score must exceed, or reach at a greater place, to be taken. */
    float least() {
        if (size < most) {
            return Float.NEGATIVE_INFINITY;
        }
        int bits = (int) (heap[0] >> 32);
        return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    /** In no order. */
    public void forEach(TargetConsumer consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept((int) heap[i]);
        }
    }

    private void rise(int from) {
        int place = from;
        while (place > 0 && heap[(place - 1) / 2] > heap[place]) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void swap(int one, int other) {
        long kept = heap[one];
        heap[one] = heap[other];
        heap[other] = kept;
    }

    /** An integer with the order of the floats. */
    static int ascending(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}
