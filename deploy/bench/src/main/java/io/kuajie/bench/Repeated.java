package io.kuajie.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does something again and again beside what is measured. */
final class Repeated implements AutoCloseable {
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final FutureTask<?> work;

    /** @param restMillis between the end of one and the start of the next */
    Repeated(Callable<?> task, long restMillis) {
        work = new FutureTask<>(() -> {
            do {
                task.call();
                done.incrementAndGet();
            } while (!end.await(restMillis, TimeUnit.MILLISECONDS));
            return null;
        });
        Thread.ofPlatform().daemon().start(work);
    }

    /** How many times so far. */
    int done() {
        return done.get();
    }

    /** Waits for the one that is under way. @throws ExecutionException if one failed */
    @Override
    public void close() throws ExecutionException, InterruptedException {
        end.countDown();
        work.get();
    }
}
