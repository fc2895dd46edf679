package io.kuajie.recommend.domain.offers;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.expression.Facts;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.ItemNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The offers of running campaigns. Thread-safe. */
public final class Offers {
    private static final Comparator<Offer> HIGHEST_PRIORITY_FIRST =
            Comparator.comparingInt(Offer::priority).reversed().thenComparing(Offer::campaign);

    private final Map<String, Offer> offerByCampaign = new ConcurrentHashMap<>();

    public void put(Offer offer) {
        offerByCampaign.put(offer.campaign(), offer);
    }

    public void remove(String campaign) {
        offerByCampaign.remove(campaign);
    }

    public int size() {
        return offerByCampaign.size();
    }

    /** The offers that this storefront may show now, highest priority first. */
    public List<Offer> shownBy(PartnerId storefront, Instant now) {
        if (offerByCampaign.isEmpty()) {
            return List.of();
        }
        return offerByCampaign.values().stream()
                .filter(offer -> offer.isShownBy(storefront, now))
                .sorted(HIGHEST_PRIORITY_FIRST)
                .toList();
    }

    /** Whether the offer is for the item and for people of the cluster. It fits if it is {@link #isMeant} too. */
    public static boolean isFor(Offer offer, ItemNode node, String cluster) {
        return offer.issuer().equals(node.key().partner())
                && offer.domain().equals(node.domain())
                && (offer.items().isEmpty() || offer.items().contains(node.key()))
                && (offer.clusters().isEmpty() || offer.clusters().contains(cluster));
    }

    /** Whether the offer's target, if it has one, is met, which costs more to find out. @param facts what it asks */
    public static boolean isMeant(Offer offer, Supplier<Facts> facts) {
        return offer.target() == null || offer.target().holds(facts.get());
    }

    /** The offer of the campaign; null where it runs no more. @param number as served lists give it */
    public @Nullable Offer ofNumber(int number) {
        for (Offer offer : offerByCampaign.values()) {
            if (ServedList.numberOf(offer.campaign()) == number) {
                return offer;
            }
        }
        return null;
    }
}
