package io.kuajie.profile.domain.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where somebody stands in their time with the partners. */
public enum Stage {
    /** First seen within a week, nothing bought yet. */
    NEW,
    /** Seen within a month, nothing bought yet. */
    EXPLORING,
    /** Seen within a month, bought less than three times. */
    BUYER,
    /** Seen within a month, bought three times or more. */
    LOYAL,
    /** Not seen for a month. */
    LAPSING,
    /** Not seen for three months. */
    LOST;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final long MANY = 3;

    static Stage of(Instant firstAt, Instant lastAt, long purchases, Instant now) {
        Duration quiet = Duration.between(lastAt, now);
        if (quiet.compareTo(QUARTER) >= 0) {
            return LOST;
        }
        if (quiet.compareTo(MONTH) >= 0) {
            return LAPSING;
        }
        if (purchases >= MANY) {
            return LOYAL;
        }
        if (purchases > 0) {
            return BUYER;
        }
        return Duration.between(firstAt, now).compareTo(WEEK) < 0 ? NEW : EXPLORING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
