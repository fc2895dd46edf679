package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import org.jspecify.annotations.Nullable;

/** What is expected of the candidates of one request, one after the other. Not thread-safe. */
sealed interface Forecast permits ClickForecast, OrderForecast, ValueForecast {
    /** What a place is worth where all are worth the same, or nobody knows. */
    double USUAL = 1;

    /** Whose prospects are asked from now on. @param candidateOdds log odds by the candidate score */
    void look(ItemNode node, double candidateOdds);

    /** Log odds of what is expected. */
    double logOdds();

    /** What it leaves if it comes to that, above 0; NaN where unknown. */
    default double worth() {
        return USUAL;
    }

    /** What those can be ordered by that were looked at so far. */
    Objective objective();

    /** What replies call it. */
    String model();

    /** The offer that an item should carry; null for none. @param offers those that may be shown, highest priority first */
    default @Nullable Offer offer(Ranked ranked, FittingOffers offers) {
        return offers.first(ranked.node());
    }
}
