package io.kuajie.recommend.domain.evaluation;

import java.util.Arrays;

/** Sums of measures over trials. Not thread-safe; partial ones are added up in order, so that sums don't depend on threads. */
final class Tally {
    private static final int LONGEST = 10_000;
    private static final double[] GAIN_AT = new double[LONGEST + 1];
    private static final double[] IDEAL_TO = new double[LONGEST + 1];

    static {
        for (int rank = 1; rank <= LONGEST; rank++) {
            GAIN_AT[rank] = Math.log(2) / Math.log(rank + 1.0);
            IDEAL_TO[rank] = IDEAL_TO[rank - 1] + GAIN_AT[rank];
        }
    }

    private final int[] cutoffs;
    private final double[] recall;
    private final double[] ndcg;
    private final double[] hitRate;
    private final double[] precision;
    private double reciprocal;
    private int trials;

    Tally(int[] cutoffs) {
        this.cutoffs = cutoffs;
        recall = new double[cutoffs.length];
        ndcg = new double[cutoffs.length];
        hitRate = new double[cutoffs.length];
        precision = new double[cutoffs.length];
    }

    /** @param hits whether there is a positive at each place of the list, first place first */
    void list(boolean[] hits, int positives) {
        double gain = 0;
        int found = 0;
        int cutoff = 0;
        double first = 0;
        for (int place = 0; cutoff < cutoffs.length; place++) {
            if (place == cutoffs[cutoff]) {
                recall[cutoff] += (double) found / positives;
                ndcg[cutoff] += gain / IDEAL_TO[Math.min(positives, place)];
                hitRate[cutoff] += found > 0 ? 1 : 0;
                precision[cutoff] += (double) found / place;
                cutoff++;
            }
            if (place < hits.length && hits[place]) {
                found++;
                gain += GAIN_AT[place + 1];
                first = first == 0 && cutoff < cutoffs.length ? 1.0 / (place + 1) : first;
            }
        }
        reciprocal += first;
        trials++;
    }

    /** One positive, with so many candidates above it and so many level with it: the mean over all orders of those level. */
    void single(int above, int level) {
        for (int i = 0; i < cutoffs.length; i++) {
            int ranks = Math.clamp((long) cutoffs[i] - above, 0, level + 1);
            double share = (double) ranks / (level + 1);
            recall[i] += share;
            hitRate[i] += share;
            precision[i] += share / cutoffs[i];
            ndcg[i] += ranks == 0 ? 0 : (IDEAL_TO[above + ranks] - IDEAL_TO[above]) / (level + 1);
        }
        double sum = 0;
        int last = Math.min(above + level + 1, cutoffs[cutoffs.length - 1]);
        for (int rank = above + 1; rank <= last; rank++) {
            sum += 1.0 / rank;
        }
        reciprocal += sum / (level + 1);
        trials++;
    }

    void add(Tally other) {
        for (int i = 0; i < cutoffs.length; i++) {
            recall[i] += other.recall[i];
            ndcg[i] += other.ndcg[i];
            hitRate[i] += other.hitRate[i];
            precision[i] += other.precision[i];
        }
        reciprocal += other.reciprocal;
        trials += other.trials;
    }

    Measures measures() {
        int count = Math.max(1, trials);
        return new Measures(
                cutoffs,
                over(recall, count),
                over(ndcg, count),
                over(hitRate, count),
                over(precision, count),
                reciprocal / count,
                trials);
    }

    private static double[] over(double[] sums, int count) {
        return Arrays.stream(sums).map(sum -> sum / count).toArray();
    }
}
