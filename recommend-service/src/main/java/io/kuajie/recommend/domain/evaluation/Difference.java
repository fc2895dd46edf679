package io.kuajie.recommend.domain.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * By how much one model's measure exceeds another's over the same trials, with a 95 % interval by the paired bootstrap: people
 * are drawn with replacement, each with the differences of all trials of theirs in all splits, so that neither many trials of a
 * person nor overlapping splits make it look surer than it is.
 *
 * <p>Source: Efron, Tibshirani: An introduction to the bootstrap, 1993, percentile intervals of clusters.
 */
public record Difference(double mean, double lower, double upper) {
    private static final int DRAWS = 2_000;
    private static final double TAIL = 0.025;

    /** @param ours the sheets by split, of the same trials as {@code theirs} */
    static Difference of(List<Sheet> ours, List<Sheet> theirs, ToDoubleFunction<Measures> measure, long seed) {
        Map<Integer, double[]> byPerson = new HashMap<>();
        for (int split = 0; split < ours.size(); split++) {
            int[] people = ours.get(split).people();
            for (int trial = 0; trial < people.length; trial++) {
                double[] sums = byPerson.computeIfAbsent(people[trial], person -> new double[2]);
                sums[0] += measure.applyAsDouble(ours.get(split).measures().get(trial))
                        - measure.applyAsDouble(theirs.get(split).measures().get(trial));
                sums[1]++;
            }
        }
        return of(byPerson.values().toArray(double[][]::new), seed);
    }

    /** @param sums difference and number of trials by person */
    private static Difference of(double[][] sums, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            double count = 0;
            for (int i = 0; i < sums.length; i++) {
                double[] drawn = sums[random.nextInt(sums.length)];
                sum += drawn[0];
                count += drawn[1];
            }
            means[draw] = sum / count;
        }
        Arrays.sort(means);
        double sum = Arrays.stream(sums).mapToDouble(one -> one[0]).sum();
        double count = Arrays.stream(sums).mapToDouble(one -> one[1]).sum();
        return new Difference(sum / count, means[(int) (TAIL * DRAWS)], means[DRAWS - 1 - (int) (TAIL * DRAWS)]);
    }
}
