package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The offers that items of one list may carry, of one item after the other; none once it is too late. Not thread-safe. */
final class FittingOffers {
    private final List<Offer> shown;
    private final Subject subject;
    private final Ask ask;
    /** One for all, as it is asked for each candidate. */
    private final Supplier<Facts> targeted = this::facts;

    private @Nullable PersonFacts person;
    private @Nullable Facts facts;
    private @Nullable ItemNode node;
    private int next;

    /** @param offers of which the storefront may show some now */
    FittingOffers(Offers offers, Subject subject, Ask ask) {
        this.shown = offers.shownBy(ask.storefront(), ask.now());
        this.subject = subject;
        this.ask = ask;
    }

    /** Whether there is none for any item. */
    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** The one of the highest priority that fits; null if none does. */
    @Nullable
    Offer first(ItemNode item) {
        look(item);
        return next();
    }

    /** Whose offers are asked from now on. */
    void look(ItemNode item) {
        node = item;
        facts = null;
        next = 0;
    }

    /** The next that fits, from the highest priority down; null at the end. */
    @Nullable
    Offer next() {
        while (next < shown.size() && !ask.deadline().isTooLateFor(Part.OFFERS)) {
            Offer offer = shown.get(next++);
            if (Offers.fits(offer, Objects.requireNonNull(node), subject.cluster(), targeted)) {
                return offer;
            }
        }
        return null;
    }

    /** What targets may ask, found when one does. */
    private Facts facts() {
        if (person == null) {
            person = subject.facts().get();
        }
        if (facts == null) {
            facts = new Facts(Objects.requireNonNull(node), person, ask.context());
        }
        return facts;
    }
}
