package io.kuajie.profile.domain.person;

import io.kuajie.profile.domain.leaf.DimensionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which of the last thirty days somebody was there, and with what, by days of UTC, today included. What an action weighs doesn't
 * matter, but those of no weight leave no trace.
 */
public final class Presence {
    /** How often somebody is there. */
    public enum Level {
        /** On none of the days. */
        ABSENT,
        /** On one or two. */
        RARE,
        /** On three to nine. */
        REGULAR,
        /** On ten or more. */
        FREQUENT;

        private static Level of(int days) {
            return days == 0 ? ABSENT : days <= 2 ? RARE : days <= 9 ? REGULAR : FREQUENT;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int DAYS = 30;
    private static final int WEEK = 7;
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private final long today;
    /** The lowest bit stands for today. */
    private int daysBack;

    private final Map<DimensionKey, Integer> daysSinceByTaste = new HashMap<>();

    private Presence(long today) {
        this.today = today;
    }

    static Presence of(Details details, Instant now) {
        Presence presence = new Presence(Math.floorDiv(now.toEpochMilli(), MILLIS_A_DAY));
        details.visitRecent((key, startMillis, weight) -> presence.add(key, startMillis));
        return presence;
    }

    private void add(DimensionKey key, long startMillis) {
        // A clock that is ahead tells of tomorrow.
        long since = Math.max(0, today - Math.floorDiv(startMillis, MILLIS_A_DAY));
        if (since < DAYS) {
            daysBack |= 1 << since;
            daysSinceByTaste.merge(key.taste(), (int) since, Math::min);
        }
    }

    /** Of the last seven days. */
    public int daysOfWeek() {
        return Integer.bitCount(daysBack & (1 << WEEK) - 1);
    }

    /** Of the last thirty days. */
    public int daysOfMonth() {
        return Integer.bitCount(daysBack);
    }

    public Level level() {
        return Level.of(daysOfMonth());
    }

    /** Days since something of this industry and category was dealt with, 0 for today; null where it was not within thirty days. */
    public @Nullable Integer daysSince(String domain, String category) {
        return daysSinceByTaste.get(new DimensionKey("", domain, category));
    }
}
