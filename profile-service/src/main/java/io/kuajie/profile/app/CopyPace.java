package io.kuajie.profile.app;

import java.time.Duration;

/**
 * How fast changes are copied while others wait for the same brokers and processors.
 *
 * @param aSecond changes at most, over all of the time since the copying began; 0 for no bound
 */
record CopyPace(long aSecond) {
    private static final double NANOS_A_SECOND = 1e9;

    CopyPace {
        if (aSecond < 0) {
            throw new IllegalArgumentException(
                    "The pace (%d) must be a number of changes a second, or 0 for as fast as can be."
                            .formatted(aSecond));
        }
    }

    /** How long to wait before more is copied. */
    Duration pauseAfter(long copied, Duration elapsed) {
        if (aSecond == 0) {
            return Duration.ZERO;
        }
        Duration due = Duration.ofNanos((long) (copied * NANOS_A_SECOND / aSecond));
        Duration left = due.minus(elapsed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
