package io.kuajie.ingest.domain.identity;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Versions of what is said of aliases: microseconds since the epoch, or one more than the last where that is not greater. So they
 * grow within a process whatever its clock does, and across processes as far as clocks agree.
 */
public final class LinkVersions {
    private static final long PER_MILLI = 1000;

    private final AtomicLong last = new AtomicLong();

    /** The next version. @param nowMillis milliseconds since the epoch */
    public long next(long nowMillis) {
        return last.updateAndGet(previous -> Math.max(previous + 1, nowMillis * PER_MILLI));
    }
}
