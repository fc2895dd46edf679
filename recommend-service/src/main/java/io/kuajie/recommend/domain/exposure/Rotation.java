package io.kuajie.recommend.domain.exposure;

import java.time.Duration;
import java.time.Instant;

/**
 * How a list makes room for what the person was not shown yet.
 *
 * @param mostShown an item shown so often within the time is left out; 0 leaves none out
 * @param rate in {@code [0, 1]}: how far an item that was just shown steps back, less so as the time goes by; at 1 to the end
 */
public record Rotation(int mostShown, double rate, Duration within) {
    /** Takes no notice of what was shown. */
    public static final Rotation NONE = new Rotation(0, 0, Duration.ofDays(1));

    private static final double LEAST_FACTOR = 1e-9;

    public Rotation {
        if (mostShown < 0 || !(rate >= 0 && rate <= 1) || !within.isPositive()) {
            throw new IllegalArgumentException(
                    "The rotation (%s) must be from 0 to 1, the cap (%d) not below 0, the time (%s) above 0."
                            .formatted(rate, mostShown, within));
        }
    }

    /** Whether the person has seen enough of the item. */
    public boolean isEnough(Shown shown, int item, Instant now) {
        return mostShown > 0 && !shown.isEmpty() && shown.times(item, within, now) >= mostShown;
    }

    /** What an item's odds are multiplied by, as a logarithm. */
    public double logFactor(Shown shown, int item, Instant now) {
        return rate == 0 ? 0 : Math.log(Math.max(LEAST_FACTOR, 1 - rate * shown.freshness(item, within, now)));
    }
}
