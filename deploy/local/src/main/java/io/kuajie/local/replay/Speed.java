package io.kuajie.local.replay;

import java.time.Duration;
import java.time.Instant;

/** How much faster than it happened a file is replayed. @param factor 1 for real time; infinite for as fast as can be */
public record Speed(double factor) {
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("The speed (%s) must be a number above 0, or max.".formatted(factor));
        }
    }

    public static Speed parse(String text) {
        try {
            return text.equals("max") ? MAX : new Speed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The speed (%s) must be a number above 0, or max.".formatted(text), e);
        }
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }

    /** How long after the first event an event is due. */
    Duration due(Instant first, Instant event) {
        double millis = Duration.between(first, event).toMillis() / factor;
        return Duration.ofMillis(Math.max(0, (long) millis));
    }
}
