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
                settings.ackTimeout(),
                settings.dedupWindow(),
                Currency.getInstance(settings.defaultCurrency()));
    }

    private static void check(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("kuajie.ingest.%s (%s) must be %s.".formatted(setting, value, rule));
        }
    }
}
