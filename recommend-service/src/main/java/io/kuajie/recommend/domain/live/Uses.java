package io.kuajie.recommend.domain.live;

import java.util.concurrent.atomic.AtomicInteger;

/** How many use a piece of memory, the first being who made it: the last one out frees it. Thread-safe. */
final class Uses {
    private final AtomicInteger count = new AtomicInteger(1);
    private final Runnable free;

    Uses(Runnable free) {
        this.free = free;
    }

    /** @return false if it has been freed */
    boolean begin() {
        return count.getAndUpdate(users -> users == 0 ? 0 : users + 1) > 0;
    }

    void end() {
        if (count.decrementAndGet() == 0) {
            free.run();
        }
    }
}
