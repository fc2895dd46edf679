package io.kuajie.ingest.app;

import java.time.Duration;
import java.util.Currency;

/**
 * The settings of the door, checked.
 *
 * @param fallbackCurrency of prices that don't name theirs
 */
public record Limits(
        int maxEventBytes,
        int maxBatchBytes,
        int maxBatchItems,
        int maxInFlight,
        double partnerShare,
        long maxBodyBytesInFlight,
        Duration ackTimeout,
        Duration dedupWindow,
        Currency fallbackCurrency) {
    private static final int LARGEST_BATCH_BYTES = 4 * 1024 * 1024;

    public Limits {
        check(maxEventBytes > 0, "max-event-bytes", maxEventBytes, "positive");
        check(
                maxBatchBytes >= maxEventBytes && maxBatchBytes <= LARGEST_BATCH_BYTES,
                "max-batch-bytes",
                maxBatchBytes,
                "at least max-event-bytes and at most " + LARGEST_BATCH_BYTES);
        check(maxBatchItems > 0, "max-batch-items", maxBatchItems, "positive");
        check(maxInFlight >= maxBatchItems, "max-in-flight", maxInFlight, "at least max-batch-items");
        check(
                partnerShare <= 1 && maxInFlight * partnerShare >= 1,
                "partner-share",
                partnerShare,
                "at most 1, and an event or more of max-in-flight");
        check(
                maxBodyBytesInFlight >= maxBatchBytes,
                "max-body-bytes-in-flight",
                maxBodyBytesInFlight,
                "at least max-batch-bytes");
        check(ackTimeout.isPositive(), "ack-timeout", ackTimeout, "positive");
        check(dedupWindow.compareTo(Duration.ofMinutes(1)) >= 0, "dedup-window", dedupWindow, "at least a minute");
    }

    /** @throws IllegalArgumentException if a setting is out of its range */
    public static Limits of(IngestSettings.Ingest settings) {
        return new Limits(
                settings.maxEventBytes(),
                settings.maxBatchBytes(),
                settings.maxBatchItems(),
                settings.maxInFlight(),
                settings.partnerShare(),
                settings.maxBodyBytesInFlight(),
                settings.ackTimeout(),
                settings.dedupWindow(),
                Currency.getInstance(settings.defaultCurrency()));
    }

    /** Events that one partner may have on their way. */
    public int maxInFlightOfPartner() {
        return (int) (maxInFlight * partnerShare);
    }

    private static void check(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("kuajie.ingest.%s (%s) must be %s.".formatted(setting, value, rule));
        }
    }
}
