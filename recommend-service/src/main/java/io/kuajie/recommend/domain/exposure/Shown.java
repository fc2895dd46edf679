package io.kuajie.recommend.domain.exposure;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What one person was shown of late, earliest first. Immutable; the arrays are not to be written. */
public record Shown(int[] items, long[] epochMillis) {
    /** Of somebody of whom nothing is known. */
    public static final Shown NOTHING = new Shown(new int[0], new long[0]);

    /** Beyond, the earliest are forgotten; a cap above this never holds anything back. */
    public static final int MOST_KEPT = 64;

    boolean isEmpty() {
        return items.length == 0;
    }

    /** How often the item was shown in {@code [now - within, now]}. */
    public int times(int item, Duration within, Instant now) {
        int times = 0;
        long since = now.minus(within).toEpochMilli();
        for (int i = 0; i < items.length; i++) {
            times += items[i] == item && epochMillis[i] >= since ? 1 : 0;
        }
        return times;
    }

    /** How much of the time is left since the item was shown last: 1 right after, 0 at the end of the time or if never. */
    public double freshness(int item, Duration within, Instant now) {
        double most = 0;
        for (int i = 0; i < items.length; i++) {
            if (items[i] == item) {
                double age = (double) (now.toEpochMilli() - epochMillis[i]) / within.toMillis();
                most = Math.max(most, Math.min(1, 1 - age));
            }
        }
        return most;
    }

    Shown with(int item, Instant at) {
        int kept = Math.min(items.length, MOST_KEPT - 1);
        int[] moreItems = Arrays.copyOf(Arrays.copyOfRange(items, items.length - kept, items.length), kept + 1);
        long[] moreTimes =
                Arrays.copyOf(Arrays.copyOfRange(epochMillis, epochMillis.length - kept, epochMillis.length), kept + 1);
        moreItems[kept] = item;
        moreTimes[kept] = at.toEpochMilli();
        return new Shown(moreItems, moreTimes);
    }
}
