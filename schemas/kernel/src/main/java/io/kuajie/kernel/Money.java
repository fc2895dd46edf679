package io.kuajie.kernel;

import java.util.Currency;

/**
 * An amount in minor units (fen, cents) of one currency; never a floating-point number.
 *
 * @param currency an ISO 4217 code
 */
public record Money(long minorUnits, String currency) {
    public Money {
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The currency (%s) must be an ISO 4217 code, such as CNY.".formatted(Text.shown(currency)), e);
        }
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "Amounts in %s and %s can't be added; convert one first.".formatted(currency, other.currency));
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minorUnits, factor), currency);
    }
}
