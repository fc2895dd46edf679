package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.clicks.OrderRankers;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import org.jspecify.annotations.Nullable;

/** What lists can be ordered by beyond the candidates' own score. Thread-safe. */
public record Forecasts(ClickRankers clicks, OrderRankers orders, Margins margins, Offers offers) {
    /** What the request wants, or the next best of which enough is known; null where candidates stay in the order of their score. */
    @Nullable
    Forecast of(Subject subject, Ask ask) {
        if (ask.objective() == Objective.RELEVANCE || ask.deadline().isTooLateFor(Part.CLICKS)) {
            return null;
        }
        Circumstances shown = new Circumstances(ask.storefront(), ask.surface(), subject.cluster(), 0);
        OrderRanker order = ask.objective() == Objective.CLICKS ? null : orders.current();
        if (order != null) {
            return ask.objective() == Objective.VALUE
                    ? new ValueForecast(order, shown, margins, new FittingOffers(offers, subject, ask))
                    : new OrderForecast(order, shown);
        }
        ClickRanker click = clicks.current();
        return click == null ? null : new ClickForecast(click, shown);
    }
}
