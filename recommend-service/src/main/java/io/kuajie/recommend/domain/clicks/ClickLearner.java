package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Learns to predict clicks from what became of served lists, each once and in the order of time, and keeps what it predicted of each
 * before learning it. On the earlier half of these predictions, model and candidate score are calibrated; the later half judges
 * them. So the judgement is one over time, of examples not seen before. Used by one thread.
 */
public final class ClickLearner {
    /** The outcome of a round. */
    public sealed interface Verdict {
        record Accepted(ClickRanker ranker) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    private static final int MOST_PREDICTIONS = 100_000;
    private static final int LEAST_CLICKS = 100;

    private final Items items;
    private final FactorisationMachine machine;
    private final Predictions predictions = new Predictions(MOST_PREDICTIONS);
    private Instant learntUntil = Instant.MIN;

    public ClickLearner(Items items, long seed) {
        this.items = items;
        this.machine = FactorisationMachine.trusting(seed);
    }

    /** The moment up to which lists were learnt. */
    public Instant learntUntil() {
        return learntUntil;
    }

    /**
     * Learns what was shown and not learnt yet of lists up to this moment; later ones may still be clicked.
     *
     * @param outcomes in the order of time
     */
    public void learn(Stream<Outcome> outcomes, Instant until) {
        outcomes.filter(outcome -> outcome.list().at().isAfter(learntUntil)
                        && !outcome.list().at().isAfter(until))
                .forEachOrdered(this::learn);
        learntUntil = until;
    }

    private void learn(Outcome outcome) {
        ServedList list = outcome.list();
        // What is pinned has no score of a candidate, which the model would learn from.
        for (int place = list.pinned(); place < list.items().length; place++) {
            if (outcome.has(Kind.SHOWN, place)) {
                Features features = Features.of(items.at(list.items()[place]), list, place);
                boolean isClicked = outcome.has(Kind.CLICKED, place);
                predictions.add(machine.learn(features, isClicked), features.candidate(), isClicked);
            }
        }
    }

    /** Judges what was learnt so far. @param id of the model if it is good */
    public Verdict judge(String id) {
        int clicks = predictions.judged();
        if (clicks < LEAST_CLICKS) {
            return new Verdict.Refused("%d clicks are known for judging, and %d must".formatted(clicks, LEAST_CLICKS));
        }
        ClickQuality quality = predictions.quality();
        ClickQuality candidate = predictions.candidate();
        if (!quality.isBetterThan(candidate)) {
            return new Verdict.Refused("%s is not better than the candidate score's %s".formatted(quality, candidate));
        }
        return new Verdict.Accepted(new ClickRanker(
                id, predictions.examples(), quality, candidate, machine.copy(), predictions.calibration()));
    }
}
