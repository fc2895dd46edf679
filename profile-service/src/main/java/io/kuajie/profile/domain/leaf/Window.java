package io.kuajie.profile.domain.leaf;

import java.time.Duration;

/**
 * A window that recent behaviour is summed over, made of whole buckets: at time T it holds the bucket of T and those before it, so it
 * reaches back up to one bucket less than its length says. What is stored is the same whatever windows are asked for.
 *
 * @param length up to 30 days: up to an hour in steps of five minutes, up to a day of hours, up to a week of six hours, else of days
 */
public record Window(Duration length) {
    public static final Window HOUR = new Window(Duration.ofHours(1));
    public static final Window DAY = new Window(Duration.ofDays(1));
    public static final Window WEEK = new Window(Duration.ofDays(7));
    public static final Window MONTH = new Window(Duration.ofDays(30));

    /** @throws IllegalArgumentException for a length that is no whole number of its buckets */
    public Window {
        Grain grain = grainOf(length);
        if (length.isNegative() || length.isZero() || length.toMillis() % grain.bucketMillis() != 0) {
            throw new IllegalArgumentException("The window (%s) must be a multiple of %s; choose %s."
                    .formatted(
                            length,
                            Duration.ofMillis(grain.bucketMillis()),
                            Duration.ofMillis(grain.bucketMillis() * Math.max(1, grain.bucketOf(length.toMillis())))));
        }
    }

    /** Whether a time lies in the window that ends with the bucket of another. */
    boolean holds(long millis, long atMillis) {
        Grain grain = grainOf(length);
        return grain.holds(millis, atMillis, (int) grain.bucketOf(length.toMillis()));
    }

    private static Grain grainOf(Duration length) {
        for (Grain grain : Grain.values()) {
            if (length.toMillis() <= grain.bucketMillis() * grain.buckets()) {
                return grain;
            }
        }
        throw new IllegalArgumentException(
                "The window (%s) must not exceed %s; older weights are not kept.".formatted(length, MONTH.length));
    }

    /** As configuration and the API write it, such as {@code 24h} or {@code 7d}. */
    @Override
    public String toString() {
        boolean isOfDays = length.toDays() > 1 && length.equals(Duration.ofDays(length.toDays()));
        boolean isOfHours = length.equals(Duration.ofHours(length.toHours()));
        return isOfDays ? length.toDays() + "d" : isOfHours ? length.toHours() + "h" : length.toMinutes() + "m";
    }
}
