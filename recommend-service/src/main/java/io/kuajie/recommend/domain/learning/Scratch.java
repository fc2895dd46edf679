package io.kuajie.recommend.domain.learning;

/** Sums by target, for training, which touches many of them in each row: cleared at the cost of those. Not thread-safe. */
final class Scratch {
    private final float[] sums;
    private final boolean[] isTouched;
    private final int[] touched;
    private int size;

    Scratch(int targets) {
        sums = new float[targets];
        isTouched = new boolean[targets];
        touched = new int[targets];
    }

    void add(int target, float value) {
        if (!isTouched[target]) {
            isTouched[target] = true;
            touched[size++] = target;
        }
        sums[target] += value;
    }

    float of(int target) {
        return sums[target];
    }

    int size() {
        return size;
    }

    int target(int place) {
        return touched[place];
    }

    /** Makes all sums zero again. */
    void clear() {
        for (int i = 0; i < size; i++) {
            sums[touched[i]] = 0;
            isTouched[touched[i]] = false;
        }
        size = 0;
    }
}
