package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the weights of a {@link Blend} on validation trials: starts from the best model alone and climbs coordinate by
 * coordinate, in ever smaller steps, as long as the sum of the measures grows. What wins is therefore never worse, on validation,
 * than any model alone.
 */
final class BlendFit {
    private static final double[] STEPS = {0.5, 0.25, 0.12, 0.06};
    private static final double LEAST_GAIN = 1e-5;

    private final Workers workers;
    private final Judge judge;
    private final int targets;
    private final List<Trial> trials;
    private final List<Trial> compact;
    private final List<float[][]> scoresByPart = new ArrayList<>();
    private final List<Double> deviations = new ArrayList<>();

    BlendFit(Workers workers, Judge judge, int targets, List<Trial> trials) {
        this.workers = workers;
        this.judge = judge;
        this.targets = targets;
        this.trials = trials;
        this.compact = trials.stream().map(BlendFit::compact).toList();
    }

    /** Adds a model, already learnt. */
    void add(Scorer scorer) {
        float[][] scores = new float[trials.size()][];
        double[] deviation = new double[trials.size()];
        workers.loop(trials.size(), 32, (from, to) -> {
            for (int trial = from; trial < to; trial++) {
                float[] all = new float[targets];
                scorer.score(trials.get(trial).history(), all);
                deviation[trial] = Blend.deviation(all);
                scores[trial] = candidates(trials.get(trial), all);
            }
        });
        double usual = Arrays.stream(deviation).average().orElse(0);
        for (int trial = 0; trial < scores.length; trial++) {
            float factor = (float) Blend.scale(deviation[trial], usual);
            for (int i = 0; i < scores[trial].length; i++) {
                scores[trial][i] *= factor;
            }
        }
        scoresByPart.add(scores);
        deviations.add(usual);
    }

    double usualDeviation(int part) {
        return deviations.get(part);
    }

    /** The weights by part. */
    double[] fit() {
        double[] best = new double[scoresByPart.size()];
        double value = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < best.length; part++) {
            double[] alone = new double[best.length];
            alone[part] = 1;
            double found = value(alone);
            if (found > value) {
                value = found;
                best = alone;
            }
        }
        for (double step : STEPS) {
            double before;
            do {
                before = value;
                for (int part = 0; part < best.length; part++) {
                    for (double change : new double[] {step, -step}) {
                        double[] moved = best.clone();
                        moved[part] += change;
                        double found = value(moved);
                        if (found > value + LEAST_GAIN) {
                            value = found;
                            best = moved;
                            break;
                        }
                    }
                }
            } while (value > before);
        }
        return best;
    }

    /** What is made large. */
    double value(double[] weights) {
        return Tuner.value(judge.measure(compact, compact.isEmpty() ? 0 : length(0), (trial, scores) -> {
            Arrays.fill(scores, 0);
            for (int part = 0; part < weights.length; part++) {
                if (weights[part] != 0) {
                    float[] own = scoresByPart.get(part)[trial];
                    Kernels.best().add((float) weights[part], own, 0, scores, 0, own.length);
                }
            }
        }));
    }

    private int length(int ignored) {
        int longest = 0;
        for (float[] scores : scoresByPart.getFirst()) {
            longest = Math.max(longest, scores.length);
        }
        return longest;
    }

    private static float[] candidates(Trial trial, float[] all) {
        int[] negatives = trial.negatives();
        if (negatives == null) {
            return all;
        }
        float[] some = new float[trial.positives().length + negatives.length];
        int next = 0;
        for (int positive : trial.positives()) {
            some[next++] = all[positive];
        }
        for (int negative : negatives) {
            some[next++] = all[negative];
        }
        return some;
    }

    /** The trial over its own candidates alone. */
    private static Trial compact(Trial trial) {
        int[] negatives = trial.negatives();
        if (negatives == null) {
            return trial;
        }
        int positives = trial.positives().length;
        int[] first = new int[positives];
        Arrays.setAll(first, i -> i);
        int[] rest = new int[negatives.length];
        Arrays.setAll(rest, i -> positives + i);
        return new Trial(trial.person(), trial.history(), new int[0], first, rest);
    }
}
