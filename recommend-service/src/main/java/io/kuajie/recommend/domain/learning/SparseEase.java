package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;

/**
 * {@link Ease} for catalogues too large for one matrix: each item is predicted from its strongest neighbours alone, by ridge
 * regression over their own part of XᵀX + Λ, which has a closed form of that size. Strongest are those whose entry of XᵀX + Λ is
 * largest for the two diagonals. Where everything is a neighbour of everything it is the same as {@link Ease}, as the columns of that
 * are the same regressions; all targets take part, however little is known of them.
 *
 * <p>Cost, for n neighbours: Σ over interactions of the person's degree; for each item n³ / 3 and, for l of the neighbours in a
 * person's history, Σ l² / 2 over the people. Where neighbours have more than some 260,000 interactions, their matrix is that of
 * an even share of the people, scaled up; the right side stays exact, so it errs little (a sketch of the second derivative). Sources: Ning,
 * Karypis: SLIM, ICDM 2011; Steck: Markov random fields for collaborative filtering, NeurIPS 2019; Pilanci, Wainwright: Iterative Hessian
 * sketch, JMLR 2016; what is read is bounded in {@link LocalGram}.
 *
 * @param ridge λ
 * @param dropout in {@code [0, 1)}
 * @param neighbours how many items an item is predicted from at most
 */
public record SparseEase(double ridge, double dropout, int neighbours) implements Recipe {
    private static final int GRAIN = 128;

    /** How many weights of a row are kept: what a history costs. */
    private static final int MOST_OF_A_ROW = 1000;

    public SparseEase withRidge(double other) {
        return new SparseEase(other, dropout, neighbours);
    }

    public SparseEase withDropout(double other) {
        return new SparseEase(ridge, other, neighbours);
    }

    @Override
    public String model() {
        return "sparseease";
    }

    @Override
    public String settings() {
        return "ridge=%.3g dropout=%.3g neighbours=%d".formatted(ridge, dropout, neighbours);
    }

    @Override
    public Neighbours train(Interactions all, Workers workers, long seed) {
        Interactions data = all.ofTargets();
        Interactions byItem = data.transposed();
        float[] diagonal = diagonal(byItem);
        int[][] neighboursByItem = new int[data.targets()][];
        float[][] weightsByItem = new float[data.targets()][];
        workers.loop(data.targets(), GRAIN, (from, to) -> {
            CoOccurring row = new CoOccurring(data, byItem, diagonal);
            LocalGram local = new LocalGram(byItem);
            for (int item = from; item < to; item++) {
                int[] near = row.strongest(item, neighbours);
                neighboursByItem[item] = near;
                weightsByItem[item] = solved(near, row.entries(near), local, diagonal);
            }
        });
        return byRows(all, neighboursByItem, weightsByItem, workers);
    }

    /** Of XᵀX + Λ. */
    private float[] diagonal(Interactions byItem) {
        float[] diagonal = new float[byItem.people()];
        for (int item = 0; item < diagonal.length; item++) {
            double squares = 0;
            for (int place = byItem.start(item); place < byItem.end(item); place++) {
                squares += (double) byItem.weights()[place] * byItem.weights()[place];
            }
            diagonal[item] = (float) (squares / (1 - dropout) + ridge);
        }
        return diagonal;
    }

    /**
     * What each of these says of the item whose entries they are. Where a share of the people stands for all, the diagonal is at least
     * what that share makes of it: with less, items that nearly everybody has together would leave the matrix without an inverse.
     */
    private float[] solved(int[] near, float[] entries, LocalGram local, float[] diagonal) {
        int side = local.fill(near);
        float[] system = local.matrix();
        for (int row = 0; row < side; row++) {
            int place = row * side + row;
            system[place] = row < near.length
                    ? Math.max(diagonal[near[row]], (float) (system[place] / (1 - dropout) + ridge))
                    : 1;
        }
        float[] right = Arrays.copyOf(entries, side);
        Symmetric.solve(system, side, right);
        return Arrays.copyOf(right, near.length);
    }

    /** From what each item is predicted from to what each predicts. */
    private static Neighbours byRows(Interactions all, int[][] near, float[][] weights, Workers workers) {
        int targets = all.targets();
        int[] starts = new int[targets + 1];
        for (int[] row : near) {
            for (int from : row) {
                starts[from + 1]++;
            }
        }
        for (int item = 0; item < targets; item++) {
            starts[item + 1] = Math.addExact(starts[item], starts[item + 1]);
        }
        int[] next = Arrays.copyOf(starts, targets);
        int[] targetByPlace = new int[starts[targets]];
        float[] weightByPlace = new float[starts[targets]];
        for (int target = 0; target < targets; target++) {
            for (int i = 0; i < near[target].length; i++) {
                int place = next[near[target][i]]++;
                targetByPlace[place] = target;
                weightByPlace[place] = weights[target][i];
            }
            near[target] = new int[0];
            weights[target] = new float[0];
        }
        Neighbours.Rows rows = new Neighbours.Rows(all.items());
        workers.loop(targets, GRAIN, (from, to) -> {
            for (int item = from; item < to; item++) {
                int[] own = Arrays.copyOfRange(targetByPlace, starts[item], starts[item + 1]);
                rows.putFurthest(item, weightByPlace, starts[item], own, MOST_OF_A_ROW);
            }
        });
        return rows.neighbours(targets, null);
    }

    /** One row of XᵀX after the other. Not thread-safe. */
    private static final class CoOccurring {
        private final Interactions data;
        private final Interactions byItem;
        private final float[] diagonal;
        private final Scratch sums;

        CoOccurring(Interactions data, Interactions byItem, float[] diagonal) {
            this.data = data;
            this.byItem = byItem;
            this.diagonal = diagonal;
            this.sums = new Scratch(data.targets());
        }

        /** The strongest neighbours of the next item, at most so many, rising. */
        int[] strongest(int item, int most) {
            sums.clear();
            for (int place = byItem.start(item); place < byItem.end(item); place++) {
                int person = byItem.columns()[place];
                float weight = byItem.weights()[place];
                for (int k = data.start(person); k < data.end(person); k++) {
                    sums.add(data.columns()[k], weight * data.weights()[k]);
                }
            }
            Best best = new Best(most);
            for (int i = 0; i < sums.size(); i++) {
                int other = sums.target(i);
                if (other != item) {
                    best.offer(other, sums.of(other) / Math.sqrt(diagonal[other]));
                }
            }
            int[] near = new int[best.size()];
            int[] next = new int[1];
            best.forEach(other -> near[next[0]++] = other);
            Arrays.sort(near);
            return near;
        }

        float[] entries(int[] items) {
            float[] entries = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                entries[i] = sums.of(items[i]);
            }
            return entries;
        }
    }
}
