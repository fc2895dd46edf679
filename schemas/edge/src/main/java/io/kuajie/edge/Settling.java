package io.kuajie.edge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Collects the garbage that catching up with topics has left, once and before the service says that it is ready. It lies in the old
 * generation, among what is kept; left there, it is collected some time later, in a pause of a second or more in the middle of traffic.
 */
final class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class);

    /** What fewer records leave takes no long pause. */
    static final long WORTH_COLLECTING = 100_000;

    private final Runnable collector;
    private volatile boolean done;

    Settling(Runnable collector) {
        this.collector = collector;
    }

    /**
     * Settles on a thread of its own.
     *
     * @param caughtUp completes when everything is in memory
     * @param records how many were taken in by then
     */
    void after(CompletableFuture<?> caughtUp, LongSupplier records) {
        var unused = caughtUp.thenRunAsync(
                () -> settle(records.getAsLong()),
                task -> Thread.ofPlatform().daemon().name("settling").start(task));
    }

    boolean isDone() {
        return done;
    }

    private void settle(long records) {
        if (records > WORTH_COLLECTING) {
            long start = System.nanoTime();
            collector.run();
            LOG.infof(
                    "Collected what %d records left in the heap in %d ms, before being ready.",
                    records, Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        done = true;
    }
}
