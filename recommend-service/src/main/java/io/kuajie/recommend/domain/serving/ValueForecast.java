package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.clicks.Circumstances;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expects orders of each item with the offer that is worth most: the chance of an order with it times the margin less what it costs. Where
 * more than {@value FittingOffers#MOST} are for an item, these are weighed which promise most by that product about: what they leave times
 * how they raise the odds of anything here. An item of which no margin is known carries the offer of the highest priority.
 */
final class ValueForecast implements Forecast {
    /** What an order counts as that leaves nothing, or less. */
    private static final double LEAST = 1;

    private final String model;
    private final OrderRanker.Prediction prediction;
    private final Margins margins;
    private final FittingOffers offers;
    /** By the place of what may be shown; empty where all can be weighed. */
    private final double[] appeals;

    private @Nullable Offer offer;
    private double logOdds;
    private double left;
    private boolean knowsMargins;

    ValueForecast(OrderRanker ranker, Circumstances shown, Margins margins, FittingOffers offers) {
        this.model = ranker.id();
        this.prediction = ranker.in(shown);
        this.margins = margins;
        this.offers = offers;
        this.appeals = offers.shown().size() <= FittingOffers.MOST
                ? new double[0]
                : offers.shown().stream()
                        .mapToDouble(shownOffer -> prediction.appeal(numberOf(shownOffer)))
                        .toArray();
    }

    @Override
    public void look(ItemNode node, double candidateOdds) {
        prediction.look(node, candidateOdds);
        if (Double.isNaN(margins.of(node.item(), null))) {
            take(offers.first(node), node);
            return;
        }
        knowsMargins = true;
        List<Offer> best = offers.best(node, (place, promising) -> appeals[place] * margins.of(node.item(), promising));
        take(best.isEmpty() ? null : best.getFirst(), node);
        for (Offer other : best) {
            if (Ranked.chance(oddsWith(other)) * margins.of(node.item(), other) > Ranked.chance(logOdds) * left) {
                take(other, node);
            }
        }
    }

    private void take(@Nullable Offer taken, ItemNode node) {
        offer = taken;
        logOdds = oddsWith(taken);
        left = margins.of(node.item(), taken);
    }

    private double oddsWith(@Nullable Offer carried) {
        return prediction.logOdds(numberOf(carried));
    }

    private static int numberOf(@Nullable Offer carried) {
        return ServedList.numberOf(carried == null ? null : carried.campaign());
    }

    @Override
    public double logOdds() {
        return logOdds;
    }

    @Override
    public double worth() {
        return Double.isNaN(left) ? left : Math.max(LEAST, left);
    }

    @Override
    public Objective objective() {
        return knowsMargins ? Objective.VALUE : Objective.ORDERS;
    }

    @Override
    public String model() {
        return knowsMargins ? model + ModelKind.VALUES : model;
    }

    /** As it was found for ranking; also of what stands in the list without having been ranked. */
    @Override
    public @Nullable Offer offer(Ranked ranked, FittingOffers same) {
        look(ranked.node(), ranked.odds());
        return offer;
    }
}
