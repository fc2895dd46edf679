package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.ItemNode;

/** Expects orders, whatever they leave and whatever offer comes with the item. */
final class OrderForecast implements Forecast {
    private final String model;
    private final OrderRanker.Prediction prediction;
    private double logOdds;

    OrderForecast(OrderRanker ranker, Circumstances shown) {
        this.model = ranker.id();
        this.prediction = ranker.in(shown);
    }

    @Override
    public void look(ItemNode node, double candidateOdds) {
        prediction.look(node, candidateOdds);
        logOdds = prediction.logOdds(ServedList.NO_CAMPAIGN);
    }

    @Override
    public double logOdds() {
        return logOdds;
    }

    @Override
    public Objective objective() {
        return Objective.ORDERS;
    }

    @Override
    public String model() {
        return model;
    }
}
