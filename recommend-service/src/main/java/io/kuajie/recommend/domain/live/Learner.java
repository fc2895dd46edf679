package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Holdout;
import io.kuajie.recommend.domain.evaluation.Judge;
import io.kuajie.recommend.domain.evaluation.Measures;
import io.kuajie.recommend.domain.evaluation.Protocol;
import io.kuajie.recommend.domain.evaluation.Shape;
import io.kuajie.recommend.domain.evaluation.Trial;
import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Blend;
import io.kuajie.recommend.domain.learning.Factors;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Scorer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from a snapshot: chooses regularisation and weight on a held-out part, refuses what is not better there than
 * popularity alone, or clearly worse than the model in use, and learns what was chosen from everything.
 */
public final class Learner {
    /** What came of it. */
    public sealed interface Outcome {
        /** A model to be used. */
        record Accepted(LiveModel model) implements Outcome {}

        /** No model. @param reason in words */
        record Refused(String reason) implements Outcome {}
    }

    private static final int CUTOFF = 20;
    private static final double HELD_SHARE = 0.1;
    private static final int MOST_TRIALS = 2_000;
    private static final double LEAST_GAIN = 1.02;
    private static final double MOST_LOSS = 0.9;
    private static final double[] REGULARISATIONS = {0.003, 0.008, 0.02};
    private static final double[] WEIGHTS = {0.25, 0.5, 1, 2};
    private static final ItemItem CANDIDATES = ItemItem.rp3beta(0.8, 0.4, 50);

    private record Choice(Als als, double weight, double usualDeviation, double quality) {}

    private final Workers workers;
    private final Judge judge;
    private final long seed;

    public Learner(Workers workers, long seed) {
        this.workers = workers;
        this.judge = new Judge(workers, new int[] {CUTOFF});
        this.seed = seed;
    }

    /** @param current the model in use; null for none */
    public Outcome learn(Snapshot snapshot, String id, Instant now, @Nullable LiveModel current) {
        Interactions data = snapshot.data();
        Holdout holdout = Holdout.of(data, Shape.RANDOM, HELD_SHARE, seed);
        List<Trial> trials = Protocol.FULL_RANKING.trials(holdout.fit(), holdout.held(), null, person -> true, seed);
        // What is chosen on some is judged on others: the best of many is lucky.
        int size = Math.min(MOST_TRIALS, trials.size());
        List<Trial> judging = trials.subList(size / 2, size);
        List<Trial> choosing = trials.subList(0, size / 2);
        if (choosing.isEmpty()) {
            return new Outcome.Refused("nobody has enough interactions to hold some out");
        }
        Scorer popular = Popular.EVER.train(holdout.fit(), workers, seed);
        double baseline = quality(popular, data, judging);
        Choice best = chosen(holdout.fit(), popular, choosing, judging);
        if (best.quality < LEAST_GAIN * baseline) {
            return refused("popularity alone", best.quality / baseline, 1);
        }
        // Each against popularity on its own held-out part: on this one, the model in use would know the answers.
        if (current != null && best.quality / baseline < MOST_LOSS * current.quality() / current.baseline()) {
            return refused("the model in use", best.quality / baseline, current.quality() / current.baseline());
        }
        return new Outcome.Accepted(model(snapshot, id, now, best, baseline));
    }

    private LiveModel model(Snapshot snapshot, String id, Instant now, Choice best, double baseline) {
        Interactions data = snapshot.data();
        return new LiveModel(
                id,
                now,
                data.people(),
                data.size(),
                best.als.settings(),
                snapshot.itemByPlace(),
                best.als.train(data, workers, seed),
                CANDIDATES.train(data, workers, seed),
                best.weight,
                best.usualDeviation,
                best.quality,
                baseline);
    }

    private Choice chosen(Interactions fit, Scorer popular, List<Trial> choosing, List<Trial> judging) {
        Choice best = null;
        Scorer winner = popular;
        for (double regularisation : REGULARISATIONS) {
            Als als = new Als(32, 6, 0.1, regularisation, 1);
            Factors factors = als.train(fit, workers, seed);
            double deviation = usualDeviation(factors, fit.targets(), choosing);
            for (double weight : WEIGHTS) {
                Scorer blend = plus(popular, scaled(factors, weight / deviation));
                double quality = quality(blend, fit, choosing);
                if (best == null || quality > best.quality) {
                    winner = blend;
                    best = new Choice(als, weight, deviation, quality);
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("There is nothing to choose from.");
        }
        return new Choice(best.als, best.weight, best.usualDeviation, quality(winner, fit, judging));
    }

    private double quality(Scorer scorer, Interactions data, List<Trial> trials) {
        Measures measures = judge.measure(scorer, data.targets(), trials);
        return (measures.recallAt(CUTOFF) + measures.ndcgAt(CUTOFF)) / 2;
    }

    private static double usualDeviation(Factors factors, int targets, List<Trial> trials) {
        float[] scores = new float[targets];
        double sum = 0;
        int count = Math.min(200, trials.size());
        for (Trial trial : trials.subList(0, count)) {
            factors.score(trial.history(), scores);
            sum += Blend.deviation(scores);
        }
        return Math.max(1e-6, sum / count);
    }

    private static Scorer scaled(Scorer scorer, double factor) {
        return (history, scores) -> {
            scorer.score(history, scores);
            for (int i = 0; i < scores.length; i++) {
                scores[i] *= (float) factor;
            }
        };
    }

    private static Scorer plus(Scorer one, Scorer other) {
        return (history, scores) -> {
            float[] more = new float[scores.length];
            one.score(history, scores);
            other.score(history, more);
            for (int i = 0; i < scores.length; i++) {
                scores[i] += more[i];
            }
        };
    }

    private static Outcome refused(String rival, double gain, double other) {
        return new Outcome.Refused(String.format(
                Locale.ROOT,
                "on held-out interactions it reaches %.3f times what popularity does, and %s %.3f",
                gain,
                rival,
                other));
    }
}
