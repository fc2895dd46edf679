package io.kuajie.recommend.domain.evaluation;

/**
 * Means over trials, at several cut-offs.
 *
 * @param cutoffs k, rising
 * @param recall hits among the first k over the number of positives
 * @param ndcg discounted gain 1 / log2(rank + 1) of the hits among the first k, over that of an ideal list of k
 * @param hitRate share of trials with a hit among the first k
 * @param precision hits among the first k over k
 * @param averagePrecision precision at the ranks of the hits among the first k, summed, over what an ideal list of k would sum to
 * @param f1 harmonic mean of precision and recall, of each trial
 * @param meanReciprocalRank of the first hit, where it is among the first of the largest k
 */
public record Measures(
        int[] cutoffs,
        double[] recall,
        double[] ndcg,
        double[] hitRate,
        double[] precision,
        double[] averagePrecision,
        double[] f1,
        double meanReciprocalRank,
        int trials) {
    /** Over the trials of all of these; at least one. */
    static Measures mean(java.util.Collection<Measures> all) {
        int[] cutoffs = all.iterator().next().cutoffs;
        double[][] sums = new double[6][cutoffs.length];
        double reciprocal = 0;
        int trials = 0;
        for (Measures one : all) {
            double[][] values = {one.recall, one.ndcg, one.hitRate, one.precision, one.averagePrecision, one.f1};
            for (int i = 0; i < values.length; i++) {
                for (int k = 0; k < cutoffs.length; k++) {
                    sums[i][k] += one.trials * values[i][k];
                }
            }
            reciprocal += one.trials * one.meanReciprocalRank;
            trials += one.trials;
        }
        for (double[] sum : sums) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] /= Math.max(1, trials);
            }
        }
        return new Measures(
                cutoffs,
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                reciprocal / Math.max(1, trials),
                trials);
    }

    public double recallAt(int cutoff) {
        return recall[place(cutoff)];
    }

    public double ndcgAt(int cutoff) {
        return ndcg[place(cutoff)];
    }

    public double hitRateAt(int cutoff) {
        return hitRate[place(cutoff)];
    }

    private int place(int cutoff) {
        for (int i = 0; i < cutoffs.length; i++) {
            if (cutoffs[i] == cutoff) {
                return i;
            }
        }
        throw new IllegalArgumentException("The cut-off %d was not measured.".formatted(cutoff));
    }
}
