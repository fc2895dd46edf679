package io.kuajie.recommend.domain.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads that share loops. What a loop gives does not depend on how many there are. They run in the background if
 * the thread does that runs the first loop.
 */
public final class Workers implements AutoCloseable {
    /** One block {@code [from, to)} of a loop. */
    @FunctionalInterface
    public interface Block {
        void run(int from, int to);
    }

    private final int threads;
    private final ExecutorService executor;

    private Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (%d) must be at least 1.".formatted(threads));
        }
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** As many threads as there are processors. */
    public static Workers all() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** So many threads. */
    public static Workers of(int threads) {
        return new Workers(threads);
    }

    /** Runs the loop {@code [0, count)} in blocks of at most {@code grain}, and waits for its end. */
    public void loop(int count, int grain, Block block) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(executor.submit(() -> {
                for (int from = next.getAndAdd(grain); from < count; from = next.getAndAdd(grain)) {
                    block.run(from, Math.min(count, from + grain));
                }
            }));
        }
        running.forEach(Workers::await);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The training was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The training failed.", e.getCause());
        }
    }
}
