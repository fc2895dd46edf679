package io.kuajie.edge.audit;

import java.time.Clock;

/** Lets so many through in each minute of the clock. */
final class PerMinute {
    private static final long MILLIS_A_MINUTE = 60_000;

    private final int most;
    private final Clock clock;
    private long minute;
    private int taken;

    PerMinute(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized boolean tryTake() {
        long now = Math.floorDiv(clock.millis(), MILLIS_A_MINUTE);
        if (now != minute) {
            minute = now;
            taken = 0;
        }
        if (taken == most) {
            return false;
        }
        taken++;
        return true;
    }
}
