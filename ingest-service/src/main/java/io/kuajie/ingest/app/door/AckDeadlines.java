package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.delivery.Dispatch;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait for the broker when it has lasted too long. All waits are equally long, so those that end first stand first in the
 * queue, and one look now and then serves all of them; a timer for each request would cost more than the request.
 */
@Singleton
public class AckDeadlines {
    private static final long LOOK_MILLIS = 250;

    private record Wait(Dispatch dispatch, long deadline) {}

    private final long limitNanos;
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    AckDeadlines(Vertx vertx, Limits limits) {
        this.limitNanos = limits.ackTimeout().toNanos();
        vertx.setPeriodic(LOOK_MILLIS, timer -> look(System.nanoTime()));
    }

    void watch(Dispatch dispatch) {
        if (!dispatch.done().isDone()) {
            waits.add(new Wait(dispatch, System.nanoTime() + limitNanos));
        }
    }

    private void look(long now) {
        for (Wait first = waits.peek(); first != null; first = waits.peek()) {
            boolean isOver = first.deadline - now <= 0;
            if (!first.dispatch.done().isDone() && !isOver) {
                return;
            }
            waits.remove();
            first.dispatch
                    .done()
                    .completeExceptionally(new TimeoutException("The broker has not acknowledged in time."));
        }
    }
}
