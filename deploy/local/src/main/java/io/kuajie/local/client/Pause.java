package io.kuajie.local.client;

import java.time.Duration;

/** A wait between two tries. */
public final class Pause {
    private Pause() {}

    /** @throws IllegalStateException if the thread is interrupted */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
