package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Learns to predict orders from what became of served lists, each once and in the order of time. An order follows from a click, so
 * the chance of an order of what is shown is that of a click times that of an order once clicked. Each has a machine of its own: the
 * first learns from all that was shown, the second from what was clicked, where orders are not rare. Judged and calibrated is their
 * product, over all that was shown, as predicted before it was learnt. What was given back is not sold.
 *
 * <p>Source: Ma et al., Entire space multi-task model, SIGIR 2018. 25 MB. Used by one thread.
 */
public final class OrderLearner {
    /** The outcome of a round. */
    public sealed interface Verdict {
        record Accepted(OrderRanker ranker) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    /** Orders are rarer than clicks, so more of what was shown is kept for the judgement. */
    private static final int MOST_PREDICTIONS = 400_000;

    private static final int LEAST_ORDERS = 50;

    private final Items items;
    private final FactorisationMachine clicks;
    private final FactorisationMachine orders;
    private final Predictions predictions = new Predictions(MOST_PREDICTIONS);
    private Instant learntUntil = Instant.MIN;

    public OrderLearner(Items items, long seed) {
        this.items = items;
        this.clicks = FactorisationMachine.trusting(seed);
        this.orders = FactorisationMachine.blank(seed);
    }

    /** The moment up to which lists were learnt. */
    public Instant learntUntil() {
        return learntUntil;
    }

    /**
     * Learns what was shown and not learnt yet of lists up to this moment; what is not ordered by now counts as not ordered.
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
                learn(features, features.with(list.campaign(place)), outcome, place);
            }
        }
    }

    /** @param offered the features with the offer, which is looked at closely only once the item is */
    private void learn(Features features, Features offered, Outcome outcome, int place) {
        boolean isClicked = outcome.has(Kind.CLICKED, place);
        boolean isSold = outcome.isSold(place);
        double click = clicks.learn(features, isClicked);
        double order = isClicked ? orders.learn(offered, isSold) : orders.logOdds(offered);
        predictions.add(Calibration.logOddsOfBoth(click, order), features.candidate(), isSold);
    }

    /** Judges what was learnt so far. @param id of the model if it is good */
    public Verdict judge(String id) {
        int sold = predictions.judged();
        if (sold < LEAST_ORDERS) {
            return new Verdict.Refused("%d orders are known for judging, and %d must".formatted(sold, LEAST_ORDERS));
        }
        ClickQuality quality = predictions.quality();
        ClickQuality candidate = predictions.candidate();
        ClickQuality base = predictions.base();
        if (!quality.isBetterThan(candidate) || !quality.isBetterThan(base)) {
            return new Verdict.Refused("%s is not better than the candidate score's %s and the mean rate's %s"
                    .formatted(quality, candidate, base));
        }
        return new Verdict.Accepted(new OrderRanker(
                id,
                predictions.examples(),
                quality,
                candidate,
                base,
                clicks.copy(),
                orders.copy(),
                predictions.calibration()));
    }
}
