package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.domain.effect.Report;
import io.kuajie.kernel.Money;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's counts as callers see them.
 *
 * @param revenue net of refunds, one entry a currency
 * @param ctr clicks an exposure; null before the first exposure
 * @param conversion orders a click; null before the first click
 */
record ReportView(
        long served,
        long exposures,
        long clicks,
        long orders,
        long refunds,
        List<Money> revenue,
        @Nullable Double ctr,
        @Nullable Double conversion) {
    static ReportView of(Report report) {
        return new ReportView(
                report.served(),
                report.exposures(),
                report.clicks(),
                report.orders(),
                report.refunds(),
                report.revenue(),
                orNull(report.ctr()),
                orNull(report.conversion()));
    }

    private static @Nullable Double orNull(OptionalDouble rate) {
        return rate.isPresent() ? rate.getAsDouble() : null;
    }
}
