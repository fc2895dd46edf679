package io.kuajie.recommend.domain.learning;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/** What one thread at a time works on, used again by the next. Thread-safe. */
final class Pool<T> {
    private static final int MOST = 16;

    private final ArrayBlockingQueue<T> free = new ArrayBlockingQueue<>(MOST);
    private final Supplier<T> maker;

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        T known = free.poll();
        return known == null ? maker.get() : known;
    }

    @SuppressWarnings("CheckReturnValue") // What finds no room is left to the collector.
    void giveBack(T used) {
        free.offer(used);
    }
}
