package io.kuajie.campaign.domain.campaign;

import io.kuajie.kernel.Money;
import org.jspecify.annotations.Nullable;

/** Makes a discount and its minimum spend of what a proposal says. */
final class DiscountReader {
    private DiscountReader() {}

    static @Nullable Discount discount(Proposal sent, Faults faults) {
        Double percent = sent.percentOff();
        Proposal.Sum amount = sent.amountOff();
        if (percent != null && amount == null) {
            return faults.read("percentOff", () -> new Discount.PercentOff(percent));
        }
        if (percent == null && amount != null) {
            return faults.read("amountOff", () -> new Discount.AmountOff(money(amount)));
        }
        faults.add("percentOff", "A coupon takes off either percentOff or amountOff; give one of the two.");
        return null;
    }

    /** @throws IllegalArgumentException if it is no money, negative, or in another currency than the discount */
    static @Nullable Money minimumSpend(Proposal.@Nullable Sum sent, @Nullable Discount discount) {
        if (sent == null) {
            return null;
        }
        Money minimum = money(sent);
        if (minimum.minorUnits() < 0) {
            throw new IllegalArgumentException("must not be negative.");
        }
        if (discount instanceof Discount.AmountOff(Money off) && !off.currency().equals(minimum.currency())) {
            throw new IllegalArgumentException("must be in %s, as amountOff is.".formatted(off.currency()));
        }
        return minimum.minorUnits() == 0 ? null : minimum;
    }

    private static Money money(Proposal.Sum sent) {
        Long units = sent.minorUnits();
        String currency = sent.currency();
        if (units == null || currency == null) {
            throw new IllegalArgumentException("must have minorUnits (fen, cents) and an ISO 4217 currency.");
        }
        return new Money(units, currency);
    }
}
