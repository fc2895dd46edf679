package io.kuajie.campaign.domain.effect;

import io.kuajie.kernel.Money;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A campaign's counts so far.
 *
 * @param served lists that carried its offer
 * @param revenue net of refunds, one entry a currency
 */
public record Report(long served, long exposures, long clicks, long orders, long refunds, List<Money> revenue) {
    public static final Report EMPTY = new Report(0, 0, 0, 0, 0, List.of());

    public Report {
        revenue = List.copyOf(revenue);
    }

    /** Clicks an exposure; empty before the first exposure. */
    public OptionalDouble ctr() {
        return rate(clicks, exposures);
    }

    /** Orders a click; empty before the first click. */
    public OptionalDouble conversion() {
        return rate(orders, clicks);
    }

    private static OptionalDouble rate(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
