package io.kuajie.profile.domain.leaf;

import java.time.Duration;

/**
 * Lengths of the buckets that recent weights are kept in, finest first, and up to what age. Each divides the next, so windows of any
 * grain can be read from what finer ones hold. The order is part of what is stored.
 */
enum Grain {
    FIVE_MINUTES(Duration.ofMinutes(5), 12),
    HOURS(Duration.ofHours(1), 24),
    SIX_HOURS(Duration.ofHours(6), 28),
    DAYS(Duration.ofDays(1), 30);

    private static final Grain[] FINEST_FIRST = values();

    private final long bucketMillis;
    private final int buckets;

    Grain(Duration bucket, int buckets) {
        this.bucketMillis = bucket.toMillis();
        this.buckets = buckets;
    }

    long bucketMillis() {
        return bucketMillis;
    }

    /** How many are kept: those that the longest window of this grain is made of. */
    int buckets() {
        return buckets;
    }

    /** Number of the bucket that holds this time. */
    long bucketOf(long atMillis) {
        return Math.floorDiv(atMillis, bucketMillis);
    }

    /** Whether a time lies in the last so many buckets, the one of another time included. */
    boolean holds(long millis, long atMillis, int last) {
        return bucketOf(millis) > bucketOf(atMillis) - last;
    }

    static Grain of(int ordinal) {
        return FINEST_FIRST[ordinal];
    }

    /** The finest grain that still holds this time, by ordinal; one past the last where none does. */
    static int finest(long millis, long atMillis) {
        int level = 0;
        while (level < FINEST_FIRST.length
                && !FINEST_FIRST[level].holds(millis, atMillis, FINEST_FIRST[level].buckets)) {
            level++;
        }
        return level;
    }

    static int count() {
        return FINEST_FIRST.length;
    }
}
