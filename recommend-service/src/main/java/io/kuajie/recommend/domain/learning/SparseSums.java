package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.index.NumberSet;
import java.util.Arrays;

/**
 * Sums by target, of which few are touched among any number. All of them lie close together; where each target has room of its own,
 * as in {@link Scratch}, each touch is a wait for memory or two. Not thread-safe.
 */
final class SparseSums {
    private static final int FIRST_CAPACITY = 2_048;

    /** Room for more is not kept for the next history, which is rarely as long. */
    private static final int MOST_KEPT = 16_384;

    private final int all;
    private final NumberSet targets;
    private float[] sums = new float[FIRST_CAPACITY];

    /** @param all how many targets there are; of few, each has its place */
    SparseSums(int all) {
        this.all = all;
        this.targets = all <= Learnt.FEW_TARGETS ? NumberSet.below(all) : new NumberSet(FIRST_CAPACITY);
    }

    void add(int target, float value) {
        int size = targets.size();
        int place = targets.add(target);
        if (place < size) {
            sums[place] += value;
            return;
        }
        if (place == sums.length) {
            sums = Arrays.copyOf(sums, 2 * place);
        }
        sums[place] = value;
    }

    /** Zero where nothing was added. */
    float of(int target) {
        int place = targets.placeOf(target);
        return place < 0 ? 0 : sums[place];
    }

    int size() {
        return targets.size();
    }

    int target(int place) {
        return targets.numbers()[place];
    }

    float sum(int place) {
        return sums[place];
    }

    /** The standard deviation over all targets, most of which are zero. */
    double deviation() {
        double squares = 0;
        double total = 0;
        for (int place = 0; place < targets.size(); place++) {
            total += sums[place];
            squares += (double) sums[place] * sums[place];
        }
        double mean = total / all;
        return Math.sqrt(Math.max(0, squares / all - mean * mean));
    }

    /** Whether its memory is worth keeping. */
    boolean isSmall() {
        return sums.length <= MOST_KEPT;
    }

    /** Makes all sums zero again. */
    void clear() {
        targets.clear();
    }
}
