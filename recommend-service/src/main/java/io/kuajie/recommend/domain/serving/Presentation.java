package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.List;

/** Turns a ranked list into the places of an answer: each with its reason, its chance and an offer. */
final class Presentation {
    private final Offers offers;
    private final Reasons reasons;

    Presentation(Offers offers, Reasons reasons) {
        this.offers = offers;
        this.reasons = reasons;
    }

    /** @param choices what the last place was drawn from @param isPredicted whether the scores are of predicted clicks */
    List<Recommended> of(List<Ranked> list, List<Choice> choices, boolean isPredicted, Subject subject, Ask ask) {
        List<Offer> shown = offers.shownBy(ask.storefront(), ask.now());
        List<Recommended> items = new ArrayList<>(list.size());
        for (Ranked ranked : list) {
            Facts facts = new Facts(ranked.node(), subject.facts(), ask.context());
            items.add(new Recommended(
                    ranked.node(),
                    ranked.score(),
                    isPredicted ? ranked.candidateScore() : null,
                    items.size() < list.size() - 1 ? 1 : propensity(ranked.node(), choices),
                    reasons.of(ranked.evidence(), subject, ask.locale(), ask.explain()),
                    ask.deadline().isTooLateFor(Part.OFFERS)
                            ? null
                            : Offers.fitting(shown, ranked.node(), subject.cluster(), facts)));
        }
        return items;
    }

    private static double propensity(ItemNode last, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.node() == last)
                .mapToDouble(Choice::probability)
                .findFirst()
                .orElse(1);
    }

    /** What the list as a whole rests on. */
    static Fallback fallback(List<Ranked> list) {
        if (list.stream().anyMatch(ranked -> ranked.evidence().isPersonal())) {
            return Fallback.NONE;
        }
        boolean knowsCluster = list.stream().anyMatch(ranked -> ranked.evidence() instanceof Evidence.LikedInCluster);
        return knowsCluster ? Fallback.CLUSTER : Fallback.POPULAR;
    }
}
