package io.kuajie.recommend.domain.learning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A sparse matrix from items to target items: a history scores what its items point to. Thread-safe. */
public final class Neighbours implements Learnt {
    private final int targets;
    private final int[][] others;
    private final float[][] weights;
    private final float @Nullable [] scaleByItem;
    private final Scratch.Pool pool;

    private Neighbours(int targets, int[][] others, float[][] weights, float @Nullable [] scaleByItem) {
        this.targets = targets;
        this.others = others;
        this.weights = weights;
        this.scaleByItem = scaleByItem;
        this.pool = new Scratch.Pool(targets);
    }

    /**
     * As learnt before: neighbours and their weights by item.
     *
     * @param scaleByItem what a history's entries are multiplied by before it is brought to length 1; null to take it as it is
     */
    public static Neighbours of(int targets, int[][] others, float[][] weights, float @Nullable [] scaleByItem) {
        return new Neighbours(targets, others, weights, scaleByItem);
    }

    /** Whose neighbours are known: targets and sources. */
    public int items() {
        return others.length;
    }

    /** As given to {@link #of}. Not to be written. */
    public float @Nullable [] scaleByItem() {
        return scaleByItem;
    }

    @Override
    public int targets() {
        return targets;
    }

    @Override
    public long sizeBytes() {
        return Arrays.stream(others).mapToLong(row -> 40 + 8L * row.length).sum();
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
    public Saying about(History history) {
        History own = scaled(history);
        Scratch scratch = pool.take();
        for (int place = 0; place < own.size(); place++) {
            int[] to = others[own.items()[place]];
            float[] by = weights[own.items()[place]];
            float weight = own.weights()[place];
            for (int k = 0; k < to.length; k++) {
                scratch.add(to[k], weight * by[k]);
            }
        }
        return new Sums(scratch, pool);
    }

    /** Of those that the history's items point to. */
    private record Sums(Scratch scratch, Scratch.Pool pool) implements Saying {
        @Override
        public float of(int target) {
            return scratch.of(target);
        }

        @Override
        public double deviation() {
            return scratch.deviation();
        }

        @Override
        public void forEach(TargetConsumer consumer) {
            for (int place = 0; place < scratch.size(); place++) {
                consumer.accept(scratch.target(place));
            }
        }

        @Override
        public void close() {
            pool.giveBack(scratch);
        }
    }

    private History scaled(History history) {
        return scaleByItem == null ? history : history.normalised(scaleByItem);
    }

    @Override
    public void score(History history, float[] scores) {
        History own = scaled(history);
        Arrays.fill(scores, 0, targets, 0);
        for (int place = 0; place < own.size(); place++) {
            int[] to = others[own.items()[place]];
            float[] by = weights[own.items()[place]];
            float weight = own.weights()[place];
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
            Arrays.fill(others, new int[0]);
            Arrays.fill(weights, new float[0]);
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

        /** Keeps the weights that are furthest from zero. @param target of each weight */
        void putFurthest(int item, float[] weightByPlace, int start, int[] targetByPlace, int most) {
            Best best = new Best(Math.min(most, targetByPlace.length));
            for (int place = 0; place < targetByPlace.length; place++) {
                float weight = Math.abs(weightByPlace[start + place]);
                if (weight > 0) {
                    best.offer(place, weight);
                }
            }
            int[] kept = new int[best.size()];
            float[] by = new float[kept.length];
            int[] next = new int[1];
            best.forEach(place -> {
                kept[next[0]] = targetByPlace[place];
                by[next[0]++] = weightByPlace[start + place];
            });
            put(item, kept, by);
        }

        private void put(int item, int[] targets, float[] by) {
            others[item] = targets;
            weights[item] = by;
        }

        Neighbours neighbours(int targets, float @Nullable [] scaleByItem) {
            return new Neighbours(targets, others, weights, scaleByItem);
        }
    }
}
