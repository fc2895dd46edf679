package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads prices in major units ("129.00") into whole minor units, rounding half up. */
public final class Price {
    /** Integral digits beyond which a price is an error; it also bounds the work an exponent can cause. */
    private static final int LONGEST_INTEGRAL = 15;

    /** So that no product comes near what a number can hold. */
    private static final int LONGEST_COMMON = 10;

    private static final int MOST_COMMON = 1_000;
    private static final long[] TENS = {1, 10, 100, 1_000};

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

    /**
     * The same of a price as nearly all are written, digits and at most one point, and a small whole quantity, without making objects on
     * the way; null where it has to be worked out as above.
     */
    public static @Nullable Money common(String price, double quantity, Currency currency) {
        int point = price.indexOf('.');
        int decimals = point < 0 ? 0 : price.length() - point - 1;
        int places = Math.max(0, currency.getDefaultFractionDigits()) - decimals;
        int pieces = (int) quantity;
        boolean isSmall = price.length() <= LONGEST_COMMON && pieces == quantity && pieces > 0 && pieces < MOST_COMMON;
        if (!isSmall || point == 0 || places < 0 || places >= TENS.length || (point > 0 && decimals == 0)) {
            return null;
        }
        long unscaled = 0;
        for (int i = 0; i < price.length(); i++) {
            int digit = price.charAt(i) - '0';
            if (i != point && (digit < 0 || digit > 9)) {
                return null;
            }
            unscaled = i == point ? unscaled : unscaled * 10 + digit;
        }
        return new Money(unscaled * pieces * TENS[places], currency.getCurrencyCode());
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
