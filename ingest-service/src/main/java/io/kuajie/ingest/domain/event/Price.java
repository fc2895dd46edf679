package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/** Reads prices in major units ("129.00") into whole minor units, rounding half up. */
public final class Price {
    /** Integral digits beyond which a price is an error; it also bounds the work an exponent can cause. */
    private static final int LONGEST_INTEGRAL = 15;

    private Price() {}

    /** The price times the quantity; empty if either is no number or the result is too large. */
    public static Optional<Money> times(BigDecimal price, double quantity, Currency currency) {
        if (!Double.isFinite(quantity) || isTooLong(price)) {
            return Optional.empty();
        }
        BigDecimal total = price.multiply(BigDecimal.valueOf(quantity));
        if (isTooLong(total)) {
            return Optional.empty();
        }
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        long minorUnits =
                total.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Optional.of(new Money(minorUnits, currency.getCurrencyCode()));
    }

    /** The currency of an ISO 4217 code, in either case. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.strip().toUpperCase(java.util.Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isTooLong(BigDecimal value) {
        return (long) value.precision() - value.scale() > LONGEST_INTEGRAL || value.scale() > 1000;
    }
}
