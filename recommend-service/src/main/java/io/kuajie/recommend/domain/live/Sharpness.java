package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.evaluation.Trial;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.List;

/**
 * What scores must be multiplied by to be logarithms of odds: where the likelihood of the items that were really taken, among all
 * that could have been, is greatest (a conditional logit with one coefficient). Found by bisection on the slope, which falls.
 */
final class Sharpness {
    private static final double MOST = 64;
    private static final int STEPS = 24;
    private static final int MOST_TRIALS = 300;

    private Sharpness() {}

    /** @param targets how many items the model scores */
    static double of(Scorer scorer, int targets, List<Trial> trials) {
        List<Trial> some = trials.subList(0, Math.min(MOST_TRIALS, trials.size()));
        float[][] scores = new float[some.size()][targets];
        for (int trial = 0; trial < scores.length; trial++) {
            scorer.score(some.get(trial).history(), scores[trial]);
            for (int item : some.get(trial).masked()) {
                scores[trial][item] = Float.NEGATIVE_INFINITY;
            }
        }
        double low = 0;
        double high = MOST;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (slope(scores, some, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Scores of what was taken less what such odds expect. */
    private static double slope(float[][] scores, List<Trial> trials, double sharpness) {
        double slope = 0;
        for (int trial = 0; trial < scores.length; trial++) {
            double most = Double.NEGATIVE_INFINITY;
            for (float score : scores[trial]) {
                most = Math.max(most, score);
            }
            double sum = 0;
            double weighted = 0;
            for (float score : scores[trial]) {
                double odds = score == Float.NEGATIVE_INFINITY ? 0 : Math.exp(sharpness * (score - most));
                sum += odds;
                weighted += odds == 0 ? 0 : odds * score;
            }
            int[] positives = trials.get(trial).positives();
            for (int positive : positives) {
                slope += (scores[trial][positive] - weighted / sum) / positives.length;
            }
        }
        return slope;
    }
}
