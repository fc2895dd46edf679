package io.kuajie.recommend.domain.evaluation;

import java.util.Arrays;

/** Sums of measures over trials. Not thread-safe; partial ones are added up in order, so that sums don't depend on threads. */
final class Tally {
    private static final int LONGEST = 10_000;
    private static final double[] GAIN_AT = new double[LONGEST + 1];
    private static final double[] IDEAL_TO = new double[LONGEST + 1];
    private static final double[] RECIPROCAL_TO = new double[LONGEST + 1];

    static {
        for (int rank = 1; rank <= LONGEST; rank++) {
            GAIN_AT[rank] = Math.log(2) / Math.log(rank + 1.0);
            IDEAL_TO[rank] = IDEAL_TO[rank - 1] + GAIN_AT[rank];
            RECIPROCAL_TO[rank] = RECIPROCAL_TO[rank - 1] + 1.0 / rank;
        }
    }

    private final int[] cutoffs;
    private final double[] recall;
    private final double[] ndcg;
    private final double[] hitRate;
    private final double[] precision;
    private final double[] averagePrecision;
    private final double[] f1;
    private double reciprocal;
    private int trials;

    Tally(int[] cutoffs) {
        this.cutoffs = cutoffs;
        recall = new double[cutoffs.length];
        ndcg = new double[cutoffs.length];
        hitRate = new double[cutoffs.length];
        precision = new double[cutoffs.length];
        averagePrecision = new double[cutoffs.length];
        f1 = new double[cutoffs.length];
    }

    /** @param hits whether there is a positive at each place of the list, first place first */
    void list(boolean[] hits, int positives) {
        double gain = 0;
        double precisions = 0;
        int found = 0;
        int cutoff = 0;
        double first = 0;
        for (int place = 0; cutoff < cutoffs.length; place++) {
            if (place == cutoffs[cutoff]) {
                recall[cutoff] += (double) found / positives;
                ndcg[cutoff] += gain / IDEAL_TO[Math.min(positives, place)];
                hitRate[cutoff] += found > 0 ? 1 : 0;
                precision[cutoff] += (double) found / place;
                averagePrecision[cutoff] += precisions / Math.min(positives, place);
                f1[cutoff] += 2.0 * found / (place + positives);
                cutoff++;
            }
            if (place < hits.length && hits[place]) {
                found++;
                gain += GAIN_AT[place + 1];
                precisions += found / (place + 1.0);
                first = first == 0 && cutoff < cutoffs.length ? 1.0 / (place + 1) : first;
            }
        }
        reciprocal += first;
        trials++;
    }

    /** One positive, with so many candidates above it and so many level with it: the mean over all orders of those level. */
    void single(int above, int level) {
        for (int i = 0; i < cutoffs.length; i++) {
            int last = Math.clamp(cutoffs[i], above, above + level + 1);
            double share = (double) (last - above) / (level + 1);
            recall[i] += share;
            hitRate[i] += share;
            precision[i] += share / cutoffs[i];
            f1[i] += 2 * share / (cutoffs[i] + 1);
            ndcg[i] += sum(IDEAL_TO, above, last) / (level + 1);
            averagePrecision[i] += sum(RECIPROCAL_TO, above, last) / (level + 1);
        }
        int last = Math.clamp(cutoffs[cutoffs.length - 1], above, above + level + 1);
        reciprocal += sum(RECIPROCAL_TO, above, last) / (level + 1);
        trials++;
    }

    /** Over the ranks {@code (above, last]}, of sums from the first. */
    private static double sum(double[] sumTo, int above, int last) {
        return last > above ? sumTo[last] - sumTo[above] : 0;
    }

    void add(Tally other) {
        for (int i = 0; i < cutoffs.length; i++) {
            recall[i] += other.recall[i];
            ndcg[i] += other.ndcg[i];
            hitRate[i] += other.hitRate[i];
            precision[i] += other.precision[i];
            averagePrecision[i] += other.averagePrecision[i];
            f1[i] += other.f1[i];
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
                over(averagePrecision, count),
                over(f1, count),
                reciprocal / count,
                trials);
    }

    private static double[] over(double[] sums, int count) {
        return Arrays.stream(sums).map(sum -> sum / count).toArray();
    }
}
