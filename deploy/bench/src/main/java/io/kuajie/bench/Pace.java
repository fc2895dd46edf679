package io.kuajie.bench;

import java.util.concurrent.locks.LockSupport;

/** Waits for moments of an open-loop schedule. */
final class Pace {
    private Pace() {}

    /** Returns at or soon after the given {@link System#nanoTime()}; at once where it has passed. */
    static void until(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }
}
