package io.kuajie.recommend.app;

import io.kuajie.edge.BackgroundThreads;
import io.kuajie.edge.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A thread in the background that does one thing after the other, after a while, every so often, or when a request asks for it. */
final class TrainingThread implements AutoCloseable {
    private final ScheduledExecutorService executor;

    TrainingThread(String name) {
        this.executor = Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named(name));
    }

    /** @param work catches what may be thrown */
    @SuppressWarnings("FutureReturnValueIgnored") // Failures are caught inside.
    void after(Duration delay, Runnable work) {
        executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @param every between an end and the next start; never if zero
     * @param work catches what may be thrown
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Failures are caught inside.
    void repeat(Duration first, Duration every, Runnable work) {
        if (every.isPositive()) {
            executor.scheduleWithFixedDelay(work, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Waits for what this comes to, after whatever is being done.
     *
     * @throws jakarta.ws.rs.WebApplicationException with status 503 if the service stops before
     */
    <T> T call(Callable<T> work) throws IOException {
        try {
            return executor.submit(work).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("What runs here fails otherwise.", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (CancellationException | RejectedExecutionException e) {
            throw stopping();
        }
    }

    @Override
    public void close() {
        for (Runnable waiting : executor.shutdownNow()) {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }

    static RuntimeException stopping() {
        return Problem.of(503, "The service is stopping; ask again when it is back.")
                .toException();
    }
}
