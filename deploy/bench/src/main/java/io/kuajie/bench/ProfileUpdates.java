package io.kuajie.bench;

import java.util.concurrent.TimeUnit;

/** Changes profiles on a schedule until it is closed. */
final class ProfileUpdates implements AutoCloseable {
    private final Thread thread;

    ProfileUpdates(PeopleLoad load, int aSecond) {
        thread = Thread.ofPlatform().daemon().start(() -> {
            long start = System.nanoTime();
            for (long n = 0; !Thread.currentThread().isInterrupted(); n++) {
                Pace.until(start + n * TimeUnit.SECONDS.toNanos(1) / aSecond);
                load.anybody();
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
