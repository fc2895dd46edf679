package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the weights of a {@link Blend} on validation trials: climbs coordinate by coordinate, in ever smaller steps, as long as
 * the sum of the measures grows; then again for histories of similar length, where there are enough trials of them. A climb ends
 * on the next hill, so the first, wide steps are tried from several places: from the best model alone, which makes the result, on
 * validation, no worse than any model alone; from all models alike; and from the likeliest weights, which are poor at the top of
 * lists, as they heed all candidates alike, but see all models at once.
 */
final class BlendFit {
    /** Weights by part, by segment of history lengths. The segments begin at 0 and at each bound. */
    record Weights(int[] bounds, double[][] byPart, double value) {}

    private static final double[] STEPS = {0.5, 0.25, 0.12, 0.06};
    private static final double[] WIDE_STEPS = {0.5, 0.25};
    private static final double[] SMALL_STEPS = {0.12, 0.06};
    private static final double EVEN = 0.5;
    private static final double LEAST_GAIN = 1e-4;

    /** Few trials tell less: what a segment's own weights must gain for each of its trials, in all. */
    private static final double LEAST_GAIN_OF_A_SEGMENT = 0.5;

    /** What holds the likeliest weights to zero, in trials. */
    private static final double HOLD = 5;

    private static final int[] BOUNDS = {1, 5, 15, 50, 150};
    private static final int LEAST_TRIALS = 500;

    private final Workers workers;
    private final Judge judge;
    private final int targets;
    private final List<Trial> trials;
    private final List<Trial> compact;
    private final List<float[][]> scoresByPart = new ArrayList<>();
    private final List<Double> deviations = new ArrayList<>();
    private final List<Integer> general = new ArrayList<>();

    BlendFit(Workers workers, Judge judge, int targets, List<Trial> trials) {
        this.workers = workers;
        this.judge = judge;
        this.targets = targets;
        this.trials = trials;
        this.compact = trials.stream().map(Trial::overCandidates).toList();
    }

    /** Adds a model, already learnt. @param isGeneral whether it scores alike for everybody; the first must */
    void add(Scorer scorer, boolean isGeneral) {
        float[][] scores = new float[trials.size()][];
        double[] deviation = new double[trials.size()];
        workers.loop(trials.size(), 32, (from, to) -> {
            for (int trial = from; trial < to; trial++) {
                float[] all = new float[targets];
                scorer.score(trials.get(trial).history(), all);
                deviation[trial] = Blend.deviation(all);
                scores[trial] = trials.get(trial).candidates(all);
            }
        });
        double usual = Arrays.stream(deviation).average().orElse(0);
        for (int trial = 0; trial < scores.length; trial++) {
            float factor = (float) Blend.scale(deviation[trial], usual);
            for (int i = 0; i < scores[trial].length; i++) {
                scores[trial][i] *= factor;
            }
        }
        if (isGeneral) {
            general.add(scoresByPart.size());
        }
        scoresByPart.add(scores);
        deviations.add(usual);
    }

    double usualDeviation(int part) {
        return deviations.get(part);
    }

    Weights fit() {
        int parts = scoresByPart.size();
        int[] all = IntStream.range(0, trials.size()).toArray();
        double[] whole = climbed(highest(all), all, SMALL_STEPS, LEAST_GAIN);
        int[] bounds = bounds();
        double[][] byPart = new double[parts][bounds.length + 1];
        double sum = 0;
        for (int segment = 0; segment <= bounds.length; segment++) {
            int wanted = segment;
            int[] own = IntStream.range(0, trials.size())
                    .filter(trial -> segment(trial, bounds) == wanted)
                    .toArray();
            double[] weights = own.length < LEAST_TRIALS && segment > 0
                    ? whole
                    : climbed(
                            segment == 0 ? start(own, all) : whole,
                            own,
                            STEPS,
                            LEAST_GAIN_OF_A_SEGMENT / Math.max(1, own.length));
            sum += own.length == 0 ? 0 : own.length * value(weights, own);
            for (int part = 0; part < parts; part++) {
                byPart[part][segment] = weights[part];
            }
        }
        return new Weights(bounds, byPart, sum / Math.max(1, trials.size()));
    }

    /** Where wide steps come to, from the best of the starts. */
    private double[] highest(int[] all) {
        int parts = scoresByPart.size();
        double[] even = new double[parts];
        Arrays.fill(even, EVEN);
        double[] likeliest = new LogitFit(workers, compact, scoresByPart).weights(all, new double[parts], HOLD);
        double[] highest = climbed(best(IntStream.range(0, parts).toArray(), all), all, WIDE_STEPS, LEAST_GAIN);
        for (double[] start : List.of(even, toScale(likeliest))) {
            double[] other = climbed(start, all, WIDE_STEPS, LEAST_GAIN);
            highest = value(other, all) > value(highest, all) ? other : highest;
        }
        return highest;
    }

    /** The same direction with the largest at one: what steps are made for. */
    private static double[] toScale(double[] weights) {
        double most = Arrays.stream(weights).map(Math::abs).max().orElse(0);
        return Arrays.stream(weights)
                .map(weight -> most == 0 ? 0 : weight / most)
                .toArray();
    }

    /** For people without a history: the best general model, by their own trials if there are some. */
    private double[] start(int[] own, int[] all) {
        int[] candidates = general.stream().mapToInt(Integer::intValue).toArray();
        return best(candidates, own.length > 0 ? own : all);
    }

    /** Bounds that leave each segment enough trials; that of people without a history is always there. */
    private int[] bounds() {
        List<Integer> kept = new ArrayList<>(List.of(BOUNDS[0]));
        for (int next = 1; next < BOUNDS.length; next++) {
            int from = kept.getLast();
            int to = BOUNDS[next];
            long inside = trials.stream()
                    .filter(trial ->
                            trial.history().size() >= from && trial.history().size() < to)
                    .count();
            long beyond = trials.stream()
                    .filter(trial -> trial.history().size() >= to)
                    .count();
            if (inside >= LEAST_TRIALS && beyond >= LEAST_TRIALS) {
                kept.add(to);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private int segment(int trial, int[] bounds) {
        return Blend.segment(trials.get(trial).history().size(), bounds);
    }

    private double[] best(int[] candidates, int[] some) {
        double[] best = new double[scoresByPart.size()];
        double value = Double.NEGATIVE_INFINITY;
        for (int part : candidates) {
            double[] alone = new double[best.length];
            alone[part] = 1;
            double found = value(alone, some);
            if (found > value) {
                value = found;
                best = alone;
            }
        }
        return best;
    }

    private double[] climbed(double[] start, int[] some, double[] steps, double leastGain) {
        double[] best = start;
        double value = value(start, some);
        for (double step : steps) {
            double before;
            do {
                before = value;
                for (int part = 0; part < best.length; part++) {
                    for (double change : new double[] {step, -step}) {
                        double[] moved = best.clone();
                        moved[part] += change;
                        double found = value(moved, some);
                        if (found > value + leastGain) {
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

    /** What is made large: the measures over some of the trials. */
    private double value(double[] weights, int[] some) {
        List<Trial> asked = some.length == trials.size()
                ? compact
                : IntStream.of(some).mapToObj(compact::get).toList();
        return Tuner.value(judge.measure(asked, length(), (place, scores) -> {
            int trial = some[place];
            Arrays.fill(scores, 0);
            for (int part = 0; part < weights.length; part++) {
                if (weights[part] != 0) {
                    float[] own = scoresByPart.get(part)[trial];
                    Kernels.best().add((float) weights[part], own, 0, scores, 0, own.length);
                }
            }
        }));
    }

    private int length() {
        return Arrays.stream(scoresByPart.getFirst())
                .mapToInt(scores -> scores.length)
                .max()
                .orElse(0);
    }
}
