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
    private static final int MOST_STEPS = 25;

    /** Of the mean likelihood's logarithm. */
    private static final double SMALL_GAIN = 1e-6;

    private static final double LEAST_SHARE = 1e-3;

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

    /**
     * The weights by part.
     *
     * @param some the trials that count, by place
     * @param usual what the weights are held to
     * @param hold how strongly, in trials
     */
    double[] weights(int[] some, double[] usual, double hold) {
        double[] weights = usual.clone();
        Slope here = slope(some, weights, usual, hold);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] change = here.step();
            double share = 1;
            double[] moved = moved(weights, change, share);
            Slope there = slope(some, moved, usual, hold);
            // Far from the best weights the curvature misleads: a whole step may go too far.
            while (!(there.likelihood > here.likelihood) && share > LEAST_SHARE) {
                share /= 4;
                moved = moved(weights, change, share);
                there = slope(some, moved, usual, hold);
            }
            if (!(there.likelihood > here.likelihood)) {
                break;
            }
            boolean isThere = there.likelihood - here.likelihood < SMALL_GAIN * some.length;
            weights = moved;
            here = there;
            if (isThere) {
                break;
            }
        }
        return weights;
    }

    private static double[] moved(double[] weights, double[] change, double share) {
        double[] moved = weights.clone();
        for (int part = 0; part < moved.length; part++) {
            moved[part] += share * change[part];
        }
        return moved;
    }

    private Slope slope(int[] some, double[] weights, double[] usual, double hold) {
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
        sum.hold(weights, usual, hold);
        return sum;
    }

    private void add(int place, double[] weights, Slope to) {
        float[] odds = odds(place, weights);
        int parts = weights.length;
        double[] mean = new double[parts];
        int[] positives = trials.get(place).positives();
        for (int positive : positives) {
            to.likelihood += Math.log(Math.max(odds[positive], Float.MIN_VALUE)) / positives.length;
        }
        for (int part = 0; part < parts; part++) {
            mean[part] = dot(odds, scoresByPart.get(part)[place]);
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
}
