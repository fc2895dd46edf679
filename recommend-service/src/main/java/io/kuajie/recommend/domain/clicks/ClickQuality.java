package io.kuajie.recommend.domain.clicks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How good predictions of clicks, or of orders, were.
 *
 * @param areaUnderCurve chance that something clicked was predicted above something that was not (AUC); likewise for orders
 * @param logLoss mean negative log likelihood
 * @param calibrationError mean difference between predicted and found rate, over ten groups of like predictions by size (ECE)
 */
public record ClickQuality(double areaUnderCurve, double logLoss, double calibrationError) {
    private static final int GROUPS = 10;
    private static final double LEAST_CHANCE = 1e-9;

    /** @param odds log odds as predicted @param clicked parallel */
    static ClickQuality of(double[] odds, boolean[] clicked) {
        Integer[] order = IntStream.range(0, odds.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> odds[i]));
        return new ClickQuality(
                areaUnderCurve(odds, clicked, order), logLoss(odds, clicked), error(odds, clicked, order));
    }

    /** Better in both order and likelihood. */
    boolean isBetterThan(ClickQuality other) {
        return areaUnderCurve > other.areaUnderCurve && logLoss < other.logLoss;
    }

    /** By ranks, ties sharing theirs (Mann and Whitney 1947). */
    private static double areaUnderCurve(double[] odds, boolean[] clicked, Integer[] order) {
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int until = from;
            int among = 0;
            while (until < order.length && odds[order[until]] == odds[order[from]]) {
                among += clicked[order[until++]] ? 1 : 0;
            }
            rankSum += among * (from + 1 + until) / 2.0;
            positives += among;
            from = until;
        }
        double negatives = (double) order.length - positives;
        return positives == 0 || negatives == 0
                ? 0.5
                : (rankSum - positives * (positives + 1) / 2.0) / (positives * negatives);
    }

    private static double logLoss(double[] odds, boolean[] clicked) {
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            double chance = Math.clamp(Calibration.chance(odds[i]), LEAST_CHANCE, 1 - LEAST_CHANCE);
            sum -= Math.log(clicked[i] ? chance : 1 - chance);
        }
        return sum / odds.length;
    }

    private static double error(double[] odds, boolean[] clicked, Integer[] order) {
        double error = 0;
        for (int group = 0; group < GROUPS; group++) {
            double difference = 0;
            for (int i = (int) ((long) order.length * group / GROUPS);
                    i < (long) order.length * (group + 1) / GROUPS;
                    i++) {
                difference += Calibration.chance(odds[order[i]]) - (clicked[order[i]] ? 1 : 0);
            }
            error += Math.abs(difference) / order.length;
        }
        return error;
    }
}
