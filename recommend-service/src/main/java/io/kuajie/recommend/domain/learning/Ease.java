package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;

/**
 * Items predicted from each other by ridge regression with a zero diagonal, in closed form: with P = (XᵀX + Λ)⁻¹,
 * B = I − P / diag(P). Λ = λ + dropout / (1 − dropout) · diag(XᵀX), as if a part of every history had been dropped at random, so
 * that no single item is leant on. Only the most popular items take part, as many as {@code mostItems}; a history's other items
 * are ignored and other targets get no score.
 *
 * <p>Cost: side³ multiplications and additions, 4·side² bytes. Sources: Steck: Embarrassingly shallow autoencoders for sparse
 * data, WWW 2019; Steck: Autoencoders that don't overfit towards the identity, NeurIPS 2020.
 *
 * @param ridge λ
 * @param dropout in {@code [0, 1)}
 */
public record Ease(double ridge, double dropout, int mostItems) implements Recipe {
    /** The side of the largest matrix that is inverted: 400 MB, some twenty seconds on two processors. */
    public static final int MOST_ITEMS = 10_000;

    /** How many weights of a row are kept: what a history costs, and eight bytes each. */
    private static final int NEIGHBOURS = 1000;

    public Ease withRidge(double other) {
        return new Ease(other, dropout, mostItems);
    }

    public Ease withDropout(double other) {
        return new Ease(ridge, other, mostItems);
    }

    public Ease withMostItems(int other) {
        return new Ease(ridge, dropout, other);
    }

    @Override
    public String model() {
        return "ease";
    }

    @Override
    public String settings() {
        return "ridge=%.3g dropout=%.3g mostItems=%d".formatted(ridge, dropout, mostItems);
    }

    @Override
    public Neighbours train(Interactions data, Workers workers, long seed) {
        int[] counts = data.countByItem();
        int[] chosen = mostPopular(counts, Math.min(data.targets(), mostItems), data.targets());
        int[] places = new int[data.items()];
        Arrays.fill(places, -1);
        for (int place = 0; place < chosen.length; place++) {
            places[chosen[place]] = place;
        }
        int side = Symmetric.sideFor(chosen.length);
        float[] matrix = gram(data, chosen, places, side, workers);
        regularise(matrix, side, chosen.length);
        Symmetric.invert(matrix, side, workers);
        return toWeights(matrix, side, chosen, data, workers);
    }

    /** Numbers of the items with most people, at most so many, rising. */
    static int[] mostPopular(int[] counts, int most, int targets) {
        long[] order = new long[targets];
        for (int item = 0; item < targets; item++) {
            order[item] = (long) -counts[item] << 32 | item;
        }
        Arrays.sort(order);
        int[] chosen = new int[most];
        for (int place = 0; place < most; place++) {
            chosen[place] = (int) order[place];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** XᵀX, lower triangle; each row by one thread. */
    private static float[] gram(Interactions data, int[] chosen, int[] places, int side, Workers workers) {
        float[] matrix = new float[side * side];
        Interactions byItem = data.transposed();
        workers.loop(chosen.length, 16, (from, to) -> {
            for (int row = from; row < to; row++) {
                int item = chosen[row];
                for (int place = byItem.start(item); place < byItem.end(item); place++) {
                    int person = byItem.columns()[place];
                    float weight = byItem.weights()[place];
                    for (int k = data.start(person); k < data.end(person) && data.columns()[k] <= item; k++) {
                        int column = places[data.columns()[k]];
                        if (column >= 0) {
                            matrix[row * side + column] += weight * data.weights()[k];
                        }
                    }
                }
            }
        });
        return matrix;
    }

    private void regularise(float[] matrix, int side, int size) {
        double inflation = dropout / (1 - dropout);
        for (int row = 0; row < side; row++) {
            int diagonal = row * side + row;
            matrix[diagonal] = row < size ? (float) (matrix[diagonal] * (1 + inflation) + ridge) : 1;
        }
    }

    /** B by rows: what the row's item says about the column's, as far as it is furthest from zero. */
    private static Neighbours toWeights(float[] inverse, int side, int[] chosen, Interactions data, Workers workers) {
        float[] scale = new float[side];
        for (int row = 0; row < side; row++) {
            scale[row] = -1 / inverse[row * side + row];
        }
        Neighbours.Rows rows = new Neighbours.Rows(data.items());
        workers.loop(chosen.length, 64, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < side; column++) {
                    inverse[row * side + column] *= scale[column];
                }
                inverse[row * side + row] = 0;
                rows.putFurthest(chosen[row], inverse, row * side, chosen, NEIGHBOURS);
            }
        });
        return rows.neighbours(data.targets(), null);
    }
}
