package io.kuajie.campaign.domain.campaign;

import io.kuajie.kernel.Money;

/** What a coupon takes off the price. */
public sealed interface Discount {
    /** @param percent of the price, in (0, 100] */
    record PercentOff(double percent) implements Discount {
        public PercentOff {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException(
                        "The discount (%s %%) must be above 0 and at most 100.".formatted(percent));
            }
        }
    }

    /** @param amount above zero */
    record AmountOff(Money amount) implements Discount {
        public AmountOff {
            if (amount.minorUnits() <= 0) {
                throw new IllegalArgumentException(
                        "The discount (%d minor units) must be above 0.".formatted(amount.minorUnits()));
            }
        }
    }
}
