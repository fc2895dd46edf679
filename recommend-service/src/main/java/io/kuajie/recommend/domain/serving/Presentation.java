package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a ranked list into the places of an answer: each with its reason, its chance and an offer. */
final class Presentation {
    private final Offers offers;
    private final Reasons reasons;

    Presentation(Offers offers, Reasons reasons) {
        this.offers = offers;
        this.reasons = reasons;
    }

    /** @param choices what the last place was drawn from @param forecast what the scores are of; null for none */
    List<Recommended> of(
            List<Ranked> list, List<Choice> choices, @Nullable Forecast forecast, Subject subject, Ask ask) {
        FittingOffers fitting = new FittingOffers(offers, subject, ask);
        boolean hasOffers = !ask.deadline().isTooLateFor(Part.OFFERS) && !fitting.isEmpty();
        Function<Evidence, Reason> reasonOf = reasons.of(subject, ask.locale(), ask.explain());
        List<Recommended> items = new ArrayList<>(list.size());
        for (Ranked ranked : list) {
            items.add(new Recommended(
                    ranked.node(),
                    ranked.score(),
                    ranked.isScoredOtherwise() ? ranked.candidateScore() : null,
                    items.size() < list.size() - 1 ? 1 : propensity(ranked.node(), choices),
                    reasonOf.apply(ranked.evidence()),
                    hasOffers ? offer(ranked, forecast, fitting) : null));
        }
        return items;
    }

    private static @Nullable Offer offer(Ranked ranked, @Nullable Forecast forecast, FittingOffers fitting) {
        return forecast == null ? fitting.first(ranked.node()) : forecast.offer(ranked, fitting);
    }

    private static double propensity(ItemNode last, List<Choice> choices) {
        for (Choice choice : choices) {
            if (choice.node() == last) {
                return choice.probability();
            }
        }
        return 1;
    }

    /** What the list as a whole rests on. */
    static Fallback fallback(List<Ranked> list) {
        boolean knowsCluster = false;
        for (Ranked ranked : list) {
            if (ranked.evidence().isPersonal()) {
                return Fallback.NONE;
            }
            knowsCluster |= ranked.evidence() instanceof Evidence.LikedInCluster;
        }
        return knowsCluster ? Fallback.CLUSTER : Fallback.POPULAR;
    }
}
