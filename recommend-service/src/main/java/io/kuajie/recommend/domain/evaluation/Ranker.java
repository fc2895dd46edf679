package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.order.MinHeap;
import java.util.Arrays;

/**
 * Judges the scores of one trial. Against all items, level scores count against the model: positives come after others of the
 * same score. Against sampled ones, a positive's measure is the mean over all orders of those level with it. A score that is not
 * a number is worst.
 */
final class Ranker {
    /** Marks an item that is no positive. */
    private static final long OTHER = 0x8000_0000L;

    private final int length;
    private final long[] heap;

    /** @param length how many places of the list matter */
    Ranker(int length) {
        this.length = length;
        this.heap = new long[length];
    }

    /** @param scores by target item; overwritten at masked items */
    void judge(Trial trial, float[] scores, Tally tally) {
        int[] negatives = trial.negatives();
        if (negatives == null) {
            tally.list(hits(trial, scores), trial.positives().length);
            return;
        }
        for (int positive : trial.positives()) {
            float score = number(scores[positive]);
            int above = 0;
            int level = 0;
            for (int negative : negatives) {
                float other = number(scores[negative]);
                above += other > score ? 1 : 0;
                level += other == score ? 1 : 0;
            }
            tally.single(above, level);
        }
    }

    /**
     * The best of all items that are not masked, best first, as the full ranking has them; of others that are level, the one with the
     * least number comes first.
     *
     * @param scores by target item; overwritten at masked items
     */
    int[] list(Trial trial, float[] scores) {
        int size = top(trial, scores);
        int[] list = new int[size];
        for (int place = 0; place < size; place++) {
            list[place] = Integer.MAX_VALUE - (int) (heap[size - 1 - place] & Integer.MAX_VALUE);
        }
        return list;
    }

    private boolean[] hits(Trial trial, float[] scores) {
        int size = top(trial, scores);
        boolean[] hits = new boolean[size];
        for (int place = 0; place < size; place++) {
            hits[place] = (heap[size - 1 - place] & OTHER) == 0;
        }
        return hits;
    }

    /** Fills the heap with the best and sorts it: score above, below it whether the item is no positive, and its number. */
    private int top(Trial trial, float[] scores) {
        for (int item : trial.masked()) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        int[] positives = trial.positives();
        int size = 0;
        int next = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int item = 0; item < scores.length; item++) {
            boolean isPositive = next < positives.length && positives[next] == item;
            next += isPositive ? 1 : 0;
            float score = number(scores[item]);
            if (score == Float.NEGATIVE_INFINITY || (size == length && score < least)) {
                continue;
            }
            long key = (long) ascending(score) << 32 | (isPositive ? 0 : OTHER) | (Integer.MAX_VALUE - item);
            if (size < length) {
                heap[size++] = key;
                if (size == length) {
                    MinHeap.build(heap, length);
                    least = score(heap[0]);
                }
            } else if (key > heap[0]) {
                heap[0] = key;
                MinHeap.sink(heap, length, 0);
                least = score(heap[0]);
            }
        }
        Arrays.sort(heap, 0, size);
        return size;
    }

    private static float number(float score) {
        return Float.isNaN(score) ? -Float.MAX_VALUE : score;
    }

    /** An integer with the order of the floats. */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value + 0.0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private static float score(long key) {
        int bits = (int) (key >> 32);
        return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }
}
