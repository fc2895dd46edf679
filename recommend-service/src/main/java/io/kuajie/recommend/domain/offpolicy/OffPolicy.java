package io.kuajie.recommend.domain.offpolicy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Three estimates of a policy's mean reward from choices that another policy made. IPS weighs each reward by how much likelier
 * the judged policy makes the choice: unbiased, and wide where policies differ. SNIPS divides by the sum of the weights instead of
 * the number: a little biased, much narrower. The doubly robust one corrects a model's expectation by the weighted residual:
 * right if either the propensities or the model are. Intervals are percentiles over resamples of the choices, drawn with
 * replacement.
 *
 * <p>Cost: choices × resamples. Sources: Horvitz and Thompson 1952; Swaminathan and Joachims, NeurIPS 2015; Dudík, Langford, Li:
 * Doubly robust policy evaluation and learning, ICML 2011; Efron 1979.
 *
 * @param effectiveSize (Σ weight)² / Σ weight²: how many choices of the judged policy itself the log is worth
 */
public record OffPolicy(Estimate ips, Estimate snips, Estimate doublyRobust, double effectiveSize, int choices) {
    /** A value with its interval. */
    public record Estimate(double value, double low, double high) {
        public boolean covers(double truth) {
            return truth >= low && truth <= high;
        }
    }

    private static final int IPS = 0;
    private static final int SNIPS = 1;
    private static final int DOUBLY_ROBUST = 2;

    /**
     * Estimates.
     *
     * @param resamples of the bootstrap, such as 1,000
     * @param confidence such as 0.95
     * @throws IllegalArgumentException without any choice
     */
    public static OffPolicy estimate(List<LoggedChoice> choices, int resamples, double confidence, long seed) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("There is no logged choice to estimate from.");
        }
        int size = choices.size();
        double[] weights = choices.stream().mapToDouble(LoggedChoice::weight).toArray();
        double[] rewards = new double[size];
        double[] robust = new double[size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            LoggedChoice choice = choices.get(i);
            rewards[i] = weights[i] * choice.reward();
            robust[i] = choice.expectedUnderJudged() + weights[i] * (choice.reward() - choice.expected());
            squares += weights[i] * weights[i];
        }
        double[] values = values(weights, rewards, robust, size, i -> i);
        double[][] drawn = drawn(weights, rewards, robust, resamples, seed);
        double sum = Arrays.stream(weights).sum();
        return new OffPolicy(
                interval(values, drawn, IPS, confidence),
                interval(values, drawn, SNIPS, confidence),
                interval(values, drawn, DOUBLY_ROBUST, confidence),
                squares == 0 ? 0 : sum * sum / squares,
                size);
    }

    /** Chooses the i-th choice of a sample. */
    @FunctionalInterface
    private interface Pick {
        int at(int i);
    }

    private static double[] values(double[] weights, double[] rewards, double[] robust, int size, Pick pick) {
        double weight = 0;
        double reward = 0;
        double corrected = 0;
        for (int i = 0; i < size; i++) {
            int at = pick.at(i);
            weight += weights[at];
            reward += rewards[at];
            corrected += robust[at];
        }
        return new double[] {reward / size, weight == 0 ? 0 : reward / weight, corrected / size};
    }

    private static double[][] drawn(double[] weights, double[] rewards, double[] robust, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] drawn = new double[3][resamples];
        for (int resample = 0; resample < resamples; resample++) {
            double[] values = values(weights, rewards, robust, weights.length, i -> random.nextInt(weights.length));
            for (int kind = 0; kind < values.length; kind++) {
                drawn[kind][resample] = values[kind];
            }
        }
        for (double[] kind : drawn) {
            Arrays.sort(kind);
        }
        return drawn;
    }

    private static Estimate interval(double[] values, double[][] drawn, int kind, double confidence) {
        return new Estimate(
                values[kind],
                percentile(drawn[kind], (1 - confidence) / 2),
                percentile(drawn[kind], (1 + confidence) / 2));
    }

    private static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
