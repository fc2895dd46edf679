package io.kuajie.campaign.domain.effect;

import java.time.Instant;

/** The rule for times that come from outside: within the years that every store of ours can hold. */
final class Moments {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private Moments() {}

    /** @throws IllegalArgumentException outside [1970, 9999) */
    static void require(Instant moment) {
        if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
            throw new IllegalArgumentException(
                    "The time (%s) must lie between %s and %s.".formatted(moment, FIRST, END));
        }
    }
}
