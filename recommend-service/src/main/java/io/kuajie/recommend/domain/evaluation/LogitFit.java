package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Weights of summed scores under which what people really took is likeliest, each as one choice among all its candidates: a
 * conditional logit, found by Newton's method. Every candidate tells something, not only those near the top of a list, so it takes
 * few trials to be sure; and there is one best answer.
 *
 * <p>Cost of a step: trials × candidates × parts². Sources: McFadden: Conditional logit analysis of qualitative choice behavior, 1974;
 * Bruch: An alternative cross entropy loss for learning-to-rank, WWW 2021, for why it bounds the discounted gain.
 */
final class LogitFit {
    private static final int BLOCK = 16;
    private static final int MOST_STEPS = 12;
    private static final double SMALL_CHANGE = 1e-3;

    private final Workers workers;
    private final List<Trial> trials;
    private final List<float[][]> scoresByPart;

    /**
     * @param trials over the candidates' places alone
     * @param scoresByPart by trial and candidate
     */
    LogitFit(Workers workers, List<Trial> trials, List<float[][]> scoresByPart) {
        this.workers = workers;
        this.trials = trials;
        this.scoresByPart = scoresByPart;
    }

    /** Slope and curvature of the likelihood. @param curvature rows by columns, its sign turned */
    private record Slope(double[] slope, double[][] curvature) {
        Slope(int parts) {
            this(new double[parts], new double[parts][parts]);
        }

        void add(Slope other) {
            for (int row = 0; row < slope.length; row++) {
                slope[row] += other.slope[row];
                for (int column = 0; column < slope.length; column++) {
                    curvature[row][column] += other.curvature[row][column];
                }
            }
        }
    }

    /**
     * The weights by part.
     *
     * @param some the trials that count, by place
     * @param usual what the weights are held to
     * @param hold how strongly, in trials
     */
    double[] weights(int[] some, double[] usual, double hold) {
        double[] weights = usual.clone();
        for (int step = 0; step < MOST_STEPS; step++) {
            Slope slope = slope(some, weights);
            for (int part = 0; part < weights.length; part++) {
                slope.slope[part] += hold * (usual[part] - weights[part]);
                slope.curvature[part][part] += hold;
            }
            double[] change = solution(slope.curvature, slope.slope);
            double most = 0;
            for (int part = 0; part < weights.length; part++) {
                double bounded = Math.clamp(change[part], -1, 1);
                weights[part] += bounded;
                most = Math.max(most, Math.abs(bounded));
            }
            if (most < SMALL_CHANGE) {
                break;
            }
        }
        return weights;
    }

    private Slope slope(int[] some, double[] weights) {
        Slope[] blocks = new Slope[(some.length + BLOCK - 1) / BLOCK];
        workers.loop(blocks.length, 1, (from, to) -> {
            for (int block = from; block < to; block++) {
                blocks[block] = new Slope(weights.length);
                for (int i = block * BLOCK; i < Math.min(some.length, (block + 1) * BLOCK); i++) {
                    add(some[i], weights, blocks[block]);
                }
            }
        });
        Slope sum = new Slope(weights.length);
        Arrays.stream(blocks).forEach(sum::add);
        return sum;
    }

    private void add(int place, double[] weights, Slope to) {
        float[] odds = odds(place, weights);
        int parts = weights.length;
        double[] mean = new double[parts];
        for (int part = 0; part < parts; part++) {
            mean[part] = dot(odds, scoresByPart.get(part)[place]);
            int[] positives = trials.get(place).positives();
            for (int positive : positives) {
                to.slope[part] += (scoresByPart.get(part)[place][positive] - mean[part]) / positives.length;
            }
        }
        float[] weighted = new float[odds.length];
        for (int row = 0; row < parts; row++) {
            float[] own = scoresByPart.get(row)[place];
            for (int i = 0; i < odds.length; i++) {
                weighted[i] = odds[i] * own[i];
            }
            for (int column = 0; column <= row; column++) {
                double covariance = dot(weighted, scoresByPart.get(column)[place]) - mean[row] * mean[column];
                to.curvature[row][column] += covariance;
                to.curvature[column][row] += column == row ? 0 : covariance;
            }
        }
    }

    /** Chances by candidate; none for what is masked. */
    private float[] odds(int place, double[] weights) {
        float[] odds = new float[scoresByPart.getFirst()[place].length];
        for (int part = 0; part < weights.length; part++) {
            float[] own = scoresByPart.get(part)[place];
            float weight = (float) weights[part];
            for (int i = 0; i < odds.length; i++) {
                odds[i] += weight * own[i];
            }
        }
        for (int masked : trials.get(place).masked()) {
            odds[masked] = Float.NEGATIVE_INFINITY;
        }
        float most = Float.NEGATIVE_INFINITY;
        for (float one : odds) {
            most = Math.max(most, one);
        }
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            odds[i] = (float) Math.exp(odds[i] - most);
            sum += odds[i];
        }
        for (int i = 0; i < odds.length; i++) {
            odds[i] /= (float) sum;
        }
        return odds;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** By elimination, in place; the matrix is positive definite. */
    private static double[] solution(double[][] matrix, double[] right) {
        int size = right.length;
        double[] solution = right.clone();
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < size; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                solution[row] -= factor * solution[pivot];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int column = row + 1; column < size; column++) {
                solution[row] -= matrix[row][column] * solution[column];
            }
            solution[row] /= matrix[row][row];
        }
        return solution;
    }
}
