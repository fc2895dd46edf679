package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.items.ItemNode;

/** Expects clicks. */
final class ClickForecast implements Forecast {
    private final String model;
    private final ClickRanker.Prediction prediction;
    private double logOdds;

    ClickForecast(ClickRanker ranker, Circumstances shown) {
        this.model = ranker.id();
        this.prediction = ranker.in(shown);
    }

    @Override
    public void look(ItemNode node, double candidateOdds) {
        logOdds = prediction.logOdds(node, candidateOdds);
    }

    @Override
    public double logOdds() {
        return logOdds;
    }

    @Override
    public Objective objective() {
        return Objective.CLICKS;
    }

    @Override
    public String model() {
        return model;
    }
}
