package io.kuajie.recommend.domain.offers;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.items.Item;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an order: the item's margin, less what its offer is expected to take off. In minor units of one currency; what is
 * priced in another has no value known.
 *
 * @param shareByDomain share of the price that is left, in {@code [0, 1]}, of items whose catalogue entry names none
 * @param redemption how likely an offer that was shown is redeemed where the item is ordered, in {@code [0, 1]}
 */
public record Margins(Map<Domain, Double> shareByDomain, String currency, double redemption) {
    /** Knows but what catalogues tell, in yuan. */
    public static final Margins OF_CATALOGUES = new Margins(Map.of(), "CNY", 1);

    private static final double PERCENT = 100;

    public Margins {
        shareByDomain = Map.copyOf(shareByDomain);
        shareByDomain.forEach((domain, share) -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "The margin of %s (%s) must be a share of the price from 0 to 1.".formatted(domain, share));
            }
        });
        if (!(redemption >= 0 && redemption <= 1)) {
            throw new IllegalArgumentException(
                    "The chance of redemption (%s) must be from 0 to 1.".formatted(redemption));
        }
        currency = new Money(0, currency).currency();
    }

    /** What an order leaves; NaN where price or margin are unknown. @param offer that the item carries; null for none */
    public double of(@Nullable Item item, @Nullable Offer offer) {
        Money price = item == null ? null : item.price();
        Double share = item == null ? null : share(item);
        if (price == null || share == null || !price.currency().equals(currency)) {
            return Double.NaN;
        }
        return share * price.minorUnits() - (offer == null ? 0 : redemption * discount(price, offer));
    }

    private @Nullable Double share(Item item) {
        return item.margin() != null ? item.margin() : shareByDomain.get(item.domain());
    }

    /** What one piece is cheaper by; nothing below the least spend, or in another currency. */
    private static double discount(Money price, Offer offer) {
        if (!reaches(price, offer.minimumSpend())) {
            return 0;
        }
        if (offer.percentOff() != null) {
            return price.minorUnits() * offer.percentOff() / PERCENT;
        }
        Money amount = offer.amountOff();
        return amount != null && amount.currency().equals(price.currency())
                ? Math.min(amount.minorUnits(), price.minorUnits())
                : 0;
    }

    private static boolean reaches(Money price, @Nullable Money least) {
        return least == null || (least.currency().equals(price.currency()) && price.minorUnits() >= least.minorUnits());
    }
}
