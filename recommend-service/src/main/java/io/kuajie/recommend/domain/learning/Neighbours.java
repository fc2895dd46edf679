package io.kuajie.recommend.domain.learning;

import java.util.Arrays;

/** A sparse matrix from items to target items. Thread-safe. */
public final class Neighbours implements Scorer {
    private final int targets;
    private final int[][] others;
    private final float[][] weights;

    private Neighbours(int targets, int[][] others, float[][] weights) {
        this.targets = targets;
        this.others = others;
        this.weights = weights;
    }

    /** As learnt before: neighbours and their weights by item. */
    public static Neighbours of(int targets, int[][] others, float[][] weights) {
        return new Neighbours(targets, others, weights);
    }

    /** How many neighbours an item has. */
    public int degree(int item) {
        return others[item].length;
    }

    /** Takes one neighbour. */
    @FunctionalInterface
    public interface NeighbourConsumer {
        void accept(int target, float weight);
    }

    /** Hands over the neighbours of an item. */
    public void forEach(int item, NeighbourConsumer consumer) {
        for (int k = 0; k < others[item].length; k++) {
            consumer.accept(others[item][k], weights[item][k]);
        }
    }

    @Override
    public void score(History history, float[] scores) {
        Arrays.fill(scores, 0, targets, 0);
        for (int place = 0; place < history.size(); place++) {
            int[] to = others[history.items()[place]];
            float[] by = weights[history.items()[place]];
            float weight = history.weights()[place];
            for (int k = 0; k < to.length; k++) {
                scores[to[k]] += weight * by[k];
            }
        }
    }

    /** Rows being filled, each by one thread. */
    static final class Rows {
        private final int[][] others;
        private final float[][] weights;

        Rows(int items) {
            others = new int[items][];
            weights = new float[items][];
        }

        /** Keeps the largest of these weights, which must not be below 0. */
        void put(int item, float[] weightByTarget, int most) {
            int positive = 0;
            for (float weight : weightByTarget) {
                positive += weight > 0 ? 1 : 0;
            }
            long[] order = new long[positive];
            int next = 0;
            for (int target = 0; target < weightByTarget.length; target++) {
                if (weightByTarget[target] > 0) {
                    // Bits of positive floats sort as the floats do.
                    order[next++] =
                            (long) Float.floatToIntBits(weightByTarget[target]) << 32 | (Integer.MAX_VALUE - target);
                }
            }
            Arrays.sort(order);
            int size = Math.min(most, positive);
            int[] kept = new int[size];
            float[] by = new float[size];
            for (int k = 0; k < size; k++) {
                kept[k] = Integer.MAX_VALUE - (int) order[positive - 1 - k];
                by[k] = weightByTarget[kept[k]];
            }
            put(item, kept, by);
        }

        void put(int item, int[] targets, float[] by) {
            others[item] = targets;
            weights[item] = by;
        }

        Neighbours neighbours(int targets) {
            return new Neighbours(targets, others, weights);
        }
    }
}
