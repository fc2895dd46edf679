package io.kuajie.profile.app;

import java.time.Duration;

/**
 * How fast changes are copied while others wait for the same brokers and processors. What a copy could not take of a second may be
 * made good in the next, and no more than that. For one thread.
 */
final class CopyPace {
    private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final long aSecond;
    private boolean isStarted;
    /** Until when the pace is used up. */
    private long due;

    /** @param aSecond changes at most; 0 for no bound */
    CopyPace(long aSecond) {
        if (aSecond < 0) {
            throw new IllegalArgumentException(
                    "The pace (%d) must be a number of changes a second, or 0 for as fast as can be."
                            .formatted(aSecond));
        }
        this.aSecond = aSecond;
    }

    /** How long to wait before more is copied. @param copied since the last call @param now by {@link System#nanoTime} */
    Duration pauseAfter(long copied, long now) {
        if (aSecond == 0) {
            return Duration.ZERO;
        }
        if (!isStarted) {
            isStarted = true;
            due = now;
        }
        long earliest = now - NANOS_A_SECOND;
        due = (due - earliest < 0 ? earliest : due) + copied * NANOS_A_SECOND / aSecond;
        return Duration.ofNanos(Math.max(0, due - now));
    }
}
