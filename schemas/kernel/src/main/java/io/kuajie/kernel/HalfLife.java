package io.kuajie.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which behaviour loses half of its weight.
 *
 * <p>Masses are kept as <em>forward decay</em>: an event of weight w at time t adds w·2^((t−L)/h) for a fixed landmark L, and
 * the mass at time T is the sum times 2^(−(T−L)/h). A late or out-of-order event needs no special case, because what it adds
 * does not depend on when it is added. The exponent grows with time, so sums are kept relative to a landmark that moves
 * forward by whole half-lives ({@link #landmark}), and rescaling by a power of two is exact in a double.
 *
 * <p>Source: Cormode, Shkapenyuk, Srivastava, Xu: Forward decay, a practical time decay model for streaming systems, ICDE 2009.
 */
public record HalfLife(Duration duration) {
    public HalfLife {
        if (duration.isNegative() || duration.toMillis() == 0) {
            throw new IllegalArgumentException(
                    "The half-life (%s) must be at least a millisecond.".formatted(duration));
        }
    }

    public static HalfLife ofDays(long days) {
        return new HalfLife(Duration.ofDays(days));
    }

    /** What a weight of one at {@code from} is worth at {@code to}: below one for the future, above one for the past. */
    public double factor(Instant from, Instant to) {
        return factor(from.toEpochMilli(), to.toEpochMilli());
    }

    /** As {@link #factor(Instant, Instant)}, in milliseconds since the epoch. */
    public double factor(long fromMillis, long toMillis) {
        return Math.pow(2, -(double) (toMillis - fromMillis) / duration.toMillis());
    }

    /** The whole number of half-lives since the epoch at or before {@code atMillis}, in milliseconds since the epoch. */
    public long landmark(long atMillis) {
        return Math.floorDiv(atMillis, duration.toMillis()) * duration.toMillis();
    }
}
