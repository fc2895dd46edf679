package io.kuajie.recommend.domain.quality;

/**
 * The population stability index of two distributions over the same cells: Σ (q − p) ln(q / p), where p and q are a cell's shares before
 * and now; 0 for the same, and above 0.25 for another one by the usual rule. Half a count is added to every cell, as an empty one would
 * make it infinite. Sources: Siddiqi: Credit Risk Scorecards, 2006; Yurdakul: Statistical properties of population stability index, 2018.
 */
final class Stability {
    private static final double ADDED = 0.5;

    private Stability() {}

    /** @param before counts by cell @param now the same for the later distribution, as long */
    static double index(long[] before, long[] now) {
        double allBefore = sum(before);
        double allNow = sum(now);
        double index = 0;
        for (int cell = 0; cell < before.length; cell++) {
            double p = (before[cell] + ADDED) / allBefore;
            double q = (now[cell] + ADDED) / allNow;
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private static double sum(long[] counts) {
        double sum = ADDED * counts.length;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
