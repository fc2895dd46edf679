package io.kuajie.profile.domain.leaf;

import java.time.Duration;

/**
 * The windows that recent behaviour is summed over. A window is made of whole buckets: at time T it holds the bucket of T and those
 * before it, {@code buckets} in all, so it reaches back between (buckets − 1) and {@code buckets} bucket lengths.
 */
public enum Window {
    HOUR("1h", Duration.ofMinutes(5), 12),
    DAY("24h", Duration.ofHours(1), 24),
    WEEK("7d", Duration.ofHours(6), 28),
    MONTH("30d", Duration.ofDays(1), 30);

    private static final Window[] FINEST_FIRST = values();

    private final String text;
    private final long bucketMillis;
    private final int buckets;

    Window(String text, Duration bucket, int buckets) {
        this.text = text;
        this.bucketMillis = bucket.toMillis();
        this.buckets = buckets;
    }

    long bucketMillis() {
        return bucketMillis;
    }

    /** Number of the bucket that holds this time. */
    long bucketOf(long atMillis) {
        return Math.floorDiv(atMillis, bucketMillis);
    }

    /** Whether a time lies in the window that ends at, or with the bucket of, another. */
    boolean holds(long millis, long atMillis) {
        return bucketOf(millis) > bucketOf(atMillis) - buckets;
    }

    static Window of(int ordinal) {
        return FINEST_FIRST[ordinal];
    }

    /** The finest window that holds this time, by ordinal; one past the last where none does. */
    static int finest(long millis, long atMillis) {
        int level = 0;
        while (level < FINEST_FIRST.length && !FINEST_FIRST[level].holds(millis, atMillis)) {
            level++;
        }
        return level;
    }

    static int count() {
        return FINEST_FIRST.length;
    }

    /** As configuration and the API write it, such as {@code 24h}. */
    @Override
    public String toString() {
        return text;
    }
}
