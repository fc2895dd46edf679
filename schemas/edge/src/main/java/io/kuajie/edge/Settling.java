package io.kuajie.edge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
    private final Executor executor;
    private volatile boolean done;

    /** Settles on a thread of its own. */
    Settling(Runnable collector) {
        this(collector, task -> Thread.ofPlatform().daemon().name("settling").start(task));
    }

    Settling(Runnable collector, Executor executor) {
        this.collector = collector;
        this.executor = executor;
    }

    /**
     * Settles once.
     *
     * @param caughtUp completes when everything is in memory
     * @param records how many were taken in by then
     */
    void after(CompletableFuture<?> caughtUp, LongSupplier records) {
        var unused = caughtUp.thenRunAsync(() -> settle(records.getAsLong()), executor);
    }

    boolean isDone() {
        return done;
    }

    private void settle(long records) {
        try {
            if (records > WORTH_COLLECTING) {
                long start = System.nanoTime();
                collector.run();
                LOG.infof(
                        "Collected what %d records left in the heap in %d ms, before being ready.",
                        records, Duration.ofNanos(System.nanoTime() - start).toMillis());
            }
        } finally {
            // What is not collected now will be later; that is no reason to serve nobody.
            done = true;
        }
    }
}
