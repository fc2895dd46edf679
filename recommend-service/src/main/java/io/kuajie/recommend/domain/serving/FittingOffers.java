package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.serving.Deadline.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The offers that items of one list may carry, of one item after the other; none once it is too late. Not thread-safe. */
final class FittingOffers {
    /** How many of one item's are to be weighed, which costs a prediction each. */
    static final int MOST = 8;

    /** What an offer can be told to be good for at the cost of a few multiplications. */
    @FunctionalInterface
    interface Promise {
        /** @param place of the offer in {@link #shown()} @return the more, the better */
        double of(int place, Offer offer);
    }

    private final List<Offer> shown;
    private final Subject subject;
    private final Ask ask;
    /** One for all, as it is asked for each candidate. */
    private final Supplier<Facts> targeted = this::facts;

    private final long[] order;
    private @Nullable PersonFacts person;
    private @Nullable Facts facts;
    private @Nullable ItemNode node;

    /** @param offers of which the storefront may show some now */
    FittingOffers(Offers offers, Subject subject, Ask ask) {
        this.shown = offers.shownBy(ask.storefront(), ask.now());
        this.subject = subject;
        this.ask = ask;
        this.order = new long[shown.size()];
    }

    /** Those that the storefront may show now, for one item or another, the highest priority first. */
    List<Offer> shown() {
        return shown;
    }

    /** Whether there is none for any item. */
    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** The one of the highest priority that fits; null if none does. */
    @Nullable
    Offer first(ItemNode item) {
        look(item);
        for (Offer offer : shown) {
            if (ask.deadline().isTooLateFor(Part.OFFERS)) {
                return null;
            }
            if (Offers.isFor(offer, item, subject.cluster()) && Offers.isMeant(offer, targeted)) {
                return offer;
            }
        }
        return null;
    }

    /**
     * Those that fit, from the highest priority down; where more than {@value #MOST} are for the item, the {@value #MOST} of them that fit and
     * promise most, the best first.
     */
    List<Offer> best(ItemNode item, Promise promise) {
        look(item);
        int size = 0;
        for (int place = 0; place < order.length; place++) {
            if (Offers.isFor(shown.get(place), item, subject.cluster())) {
                order[size++] = place;
            }
        }
        for (int i = 0; size > MOST && i < size; i++) {
            int place = (int) order[i];
            order[i] = Ascending.falling((float) promise.of(place, shown.get(place)), place);
        }
        Ascending ascending = new Ascending(order, size, MOST);
        List<Offer> best = new ArrayList<>(MOST);
        while (!ascending.isEmpty() && best.size() < MOST && !ask.deadline().isTooLateFor(Part.OFFERS)) {
            Offer offer = shown.get((int) ascending.next());
            if (Offers.isMeant(offer, targeted)) {
                best.add(offer);
            }
        }
        return best;
    }

    private void look(ItemNode item) {
        node = item;
        facts = null;
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
