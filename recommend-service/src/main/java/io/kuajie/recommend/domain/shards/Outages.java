package io.kuajie.recommend.domain.shards;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which shards can't be asked: one that fails to answer is left alone for a while, and then asked for one request at a time until it answers,
 * so that one that hangs keeps a single request waiting. Thread-safe.
 */
public final class Outages {
    private final long restNanos;
    private final long longestNanos;
    private final LongSupplier nanoTime;
    /** When the next may ask, by shard that failed. */
    private final Map<Integer, Long> nextByShard = new ConcurrentHashMap<>();

    /**
     * @param rest how long it is left alone
     * @param longest how long an answer may take
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public Outages(Duration rest, Duration longest, LongSupplier nanoTime) {
        this.restNanos = rest.toNanos();
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether to ask now. Who is told so of a shard that has failed is the only one, until it is said what came of it. */
    public boolean mayAsk(int shard) {
        Long next = nextByShard.get(shard);
        if (next == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        return now - next >= 0 && nextByShard.replace(shard, next, now + longestNanos + restNanos);
    }

    public void failed(int shard) {
        nextByShard.put(shard, nanoTime.getAsLong() + restNanos);
    }

    public void answered(int shard) {
        if (!nextByShard.isEmpty()) {
            nextByShard.remove(shard);
        }
    }
}
