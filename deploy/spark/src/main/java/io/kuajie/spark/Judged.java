package io.kuajie.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Held-out items found again: chooses the factorisation's weight beside popularity on half of the people, judges on the others. */
final class Judged {
    /** @param usual deviation of the factorisation's scores @param sharpness as the service's models have it */
    record Verdict(
            double weight,
            double usual,
            double usualOfPopularity,
            double sharpness,
            double quality,
            double baseline,
            int trials) {}

    private record Trial(double[] popular, double[] own, int held) {}

    private static final int CUTOFF = 20;
    private static final double DAMPING = 0.5;
    private static final double UNTOUCHED = 0.1;
    private static final double[] WEIGHTS = {0.5, 1, 2, 4, 8};

    private final int rank;
    private final float[] items;
    private final double[] popular;
    private final List<Trial> trials = new ArrayList<>();
    private double usual;
    private final double usualOfPopularity;

    Judged(
            int rank,
            float[] items,
            float[] counts,
            Map<Integer, double[]> people,
            Map<Integer, int[]> rows,
            Map<Integer, Integer> held) {
        this.rank = rank;
        this.items = items;
        this.popular = new double[counts.length];
        Arrays.setAll(popular, item -> Math.log(counts[item] + UNTOUCHED));
        usualOfPopularity = deviation(popular);
        people.forEach((person, vector) -> {
            double[] own = scores(vector);
            int wanted = Objects.requireNonNull(held.get(person));
            usual += deviation(own) / people.size();
            trials.add(new Trial(masked(Objects.requireNonNull(rows.get(person)), wanted), own, wanted));
        });
    }

    /** Popularity, impossible at what the person has. */
    private double[] masked(int[] row, int held) {
        double[] own = popular.clone();
        for (int item : row) {
            own[item] = item == held ? own[item] : Double.NEGATIVE_INFINITY;
        }
        return own;
    }

    Verdict verdict() {
        List<Trial> choosing = trials.subList(0, trials.size() / 2);
        List<Trial> judging = trials.subList(trials.size() / 2, trials.size());
        double best = WEIGHTS[0];
        for (double weight : WEIGHTS) {
            best = quality(choosing, weight) > quality(choosing, best) ? weight : best;
        }
        return new Verdict(
                best,
                usual,
                usualOfPopularity,
                sharpness(judging, best),
                quality(judging, best),
                quality(judging, 0),
                judging.size());
    }

    private double[] scores(double[] person) {
        double[] scores = new double[popular.length];
        for (int item = 0; item < scores.length; item++) {
            for (int i = 0; i < rank; i++) {
                scores[item] += items[item * rank + i] * person[i];
            }
        }
        return scores;
    }

    private double[] blended(Trial trial, double weight) {
        double ofPopular = 1 / ((1 + DAMPING) * usualOfPopularity);
        double ofOwn = weight / (deviation(trial.own) + DAMPING * usual);
        double[] sum = new double[popular.length];
        Arrays.setAll(sum, item -> ofPopular * trial.popular[item] + ofOwn * trial.own[item]);
        return sum;
    }

    /** The mean of recall and discounted gain, each over one held-out item a person. */
    private double quality(List<Trial> some, double weight) {
        double sum = 0;
        for (Trial trial : some) {
            double[] scores = blended(trial, weight);
            int above = 0;
            for (double score : scores) {
                above += score > scores[trial.held] ? 1 : 0;
            }
            sum += above < CUTOFF ? (1 + Math.log(2) / Math.log(above + 2.0)) / 2 : 0;
        }
        return sum / Math.max(1, some.size());
    }

    /** What makes the held-out items likeliest among all: a conditional logit's one coefficient, by bisection. */
    private double sharpness(List<Trial> some, double weight) {
        double low = 0;
        double high = 64;
        List<Trial> few = some.subList(0, Math.min(300, some.size()));
        for (int step = 0; step < 24; step++) {
            double middle = (low + high) / 2;
            double slope = few.stream().mapToDouble(trial -> slope(blended(trial, weight), trial.held, middle)).sum();
            low = slope > 0 ? middle : low;
            high = slope > 0 ? high : middle;
        }
        return (low + high) / 2;
    }

    private static double slope(double[] scores, int held, double sharpness) {
        double most = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        double weighted = 0;
        for (double score : scores) {
            if (score > Double.NEGATIVE_INFINITY) {
                double odds = Math.exp(sharpness * (score - most));
                sum += odds;
                weighted += odds * score;
            }
        }
        return scores[held] - weighted / sum;
    }

    static double deviation(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        return Math.sqrt(Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).average().orElse(0));
    }
}
