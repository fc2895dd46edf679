package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
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

    /** @param choices what the last place was drawn from @param isPredicted whether the scores are of predicted clicks */
    List<Recommended> of(List<Ranked> list, List<Choice> choices, boolean isPredicted, Subject subject, Ask ask) {
        List<Offer> shown = offers.shownBy(ask.storefront(), ask.now());
        boolean hasOffers = !ask.deadline().isTooLateFor(Part.OFFERS) && !shown.isEmpty();
        PersonFacts facts = hasOffers ? subject.facts().get() : PersonFacts.NOBODY;
        Function<Evidence, Reason> reasonOf = reasons.of(subject, ask.locale(), ask.explain());
        List<Recommended> items = new ArrayList<>(list.size());
        for (Ranked ranked : list) {
            items.add(new Recommended(
                    ranked.node(),
                    ranked.score(),
                    isPredicted ? ranked.candidateScore() : null,
                    items.size() < list.size() - 1 ? 1 : propensity(ranked.node(), choices),
                    reasonOf.apply(ranked.evidence()),
                    hasOffers ? offer(shown, ranked.node(), facts, subject, ask) : null));
        }
        return items;
    }

    private static @Nullable Offer offer(
            List<Offer> shown, ItemNode node, PersonFacts facts, Subject subject, Ask ask) {
        if (ask.deadline().isTooLateFor(Part.OFFERS)) {
            return null;
        }
        return Offers.fitting(shown, node, subject.cluster(), new Facts(node, facts, ask.context()));
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
