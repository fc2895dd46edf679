package io.kuajie.recommend.domain.offpolicy;

import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;

/** What a place of a list has earned. */
@FunctionalInterface
public interface Reward {
    /** One for a click. */
    Reward CLICKS = (outcome, place) -> outcome.has(Kind.CLICKED, place) ? 1 : 0;

    /** One for an order that was kept. */
    Reward ORDERS = (outcome, place) -> outcome.isSold(place) ? 1 : 0;

    double of(Outcome outcome, int place);

    /**
     * What an order that was kept has left, by margins and offers as they are now, in minor units: nothing where no margin is known, and
     * without the cost of offers that run no more.
     */
    static Reward value(Items items, Margins margins, Offers offers) {
        return (outcome, place) -> {
            if (!outcome.isSold(place)) {
                return 0;
            }
            double left = margins.of(
                    items.at(outcome.list().items()[place]).item(),
                    offers.ofNumber(outcome.list().campaign(place)));
            return Double.isNaN(left) ? 0 : left;
        };
    }
}
