package io.kuajie.profile.domain.propensity;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody did in fourteen days, in all and with each taste, told by days of UTC: no bucket of recent weights reaches over
 * midnight, so it is known exactly for each of the last thirty days.
 */
final class Standing {
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private final Activity overall = new Activity();
    private final SortedMap<DimensionKey, Activity> activityByTaste = new TreeMap<>();

    private Standing() {}

    /** @param lastDay the last of the days, since the epoch */
    static Standing of(Portrait portrait, long lastDay) {
        Standing standing = new Standing();
        portrait.details().visitRecent((key, startMillis, weight) -> {
            long daysBefore = lastDay - Math.floorDiv(startMillis, MILLIS_A_DAY);
            if (daysBefore >= 0 && daysBefore < Activity.DAYS) {
                standing.add(key, (int) daysBefore);
            }
        });
        return standing;
    }

    /** The day of a time, since the epoch. */
    static long dayOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MILLIS_A_DAY);
    }

    private void add(DimensionKey key, int daysBefore) {
        overall.add(key.action(), daysBefore);
        activityByTaste.computeIfAbsent(key.taste(), taste -> new Activity()).add(key.action(), daysBefore);
    }

    Activity overall() {
        return overall;
    }

    /** By industry and category; without those nothing was done with. */
    SortedMap<DimensionKey, Activity> activityByTaste() {
        return activityByTaste;
    }

    boolean hasBought(DimensionKey taste) {
        Activity activity = activityByTaste.get(taste);
        return activity != null && activity.hasBought();
    }
}
