package io.kuajie.ingest.app.delivery;

import java.util.concurrent.Semaphore;

/** Counts events that are on their way to the broker, and lets in no more of them than allowed. For any number of threads. */
final class InFlight {
    private final int most;
    private final Semaphore free;

    /** @param most events on their way at once */
    InFlight(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /**
     * Lets events in, to be let out again with {@link #leave}. More than are ever allowed at once pass when nothing else is on its way;
     * else they would never pass.
     *
     * @return whether there is room
     */
    boolean enter(int events) {
        return free.tryAcquire(Math.min(events, most));
    }

    /** Lets out as many as were let in together. */
    void leave(int events) {
        free.release(Math.min(events, most));
    }

    /** Whether not one more would be let in. */
    boolean isFull() {
        return free.availablePermits() <= 0;
    }

    int most() {
        return most;
    }

    int events() {
        return most - free.availablePermits();
    }
}
