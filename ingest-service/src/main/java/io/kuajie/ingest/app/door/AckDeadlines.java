package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.delivery.Dispatch;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait for the broker when it has lasted too long. All waits are equally long, so those that end first stand first in the
 * queue of their event loop, and one look now and then serves all of them; a timer for each request would cost more than the request.
 */
@Singleton
public class AckDeadlines {
    private static final long LOOK_MILLIS = 250;

    private record Wait(Dispatch dispatch, long deadline) {}

    private final Vertx vertx;
    private final long limitNanos;
    private final ThreadLocal<Waits> waitsOfLoop = ThreadLocal.withInitial(this::begin);

    AckDeadlines(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limitNanos = limits.ackTimeout().toNanos();
    }

    /** Begins a wait; to be called on an event loop. */
    void watch(Dispatch dispatch) {
        if (!dispatch.done().isDone()) {
            waitsOfLoop.get().add(new Wait(dispatch, System.nanoTime() + limitNanos));
        }
    }

    private Waits begin() {
        Waits waits = new Waits();
        vertx.setPeriodic(LOOK_MILLIS, timer -> waits.endOverdue(System.nanoTime()));
        return waits;
    }

    private static final class Waits {
        private final Queue<Wait> oldestFirst = new ArrayDeque<>();

        void add(Wait wait) {
            // What is answered goes at once: what a collection of garbage finds alive it must copy.
            forgetAnswered();
            oldestFirst.add(wait);
        }

        void endOverdue(long now) {
            forgetAnswered();
            for (Wait first = oldestFirst.peek();
                    first != null && first.deadline - now <= 0;
                    first = oldestFirst.peek()) {
                oldestFirst.remove();
                first.dispatch
                        .done()
                        .completeExceptionally(new TimeoutException("The broker has not acknowledged in time."));
            }
        }

        private void forgetAnswered() {
            for (Wait first = oldestFirst.peek();
                    first != null && first.dispatch.done().isDone();
                    first = oldestFirst.peek()) {
                oldestFirst.remove();
            }
        }
    }
}
