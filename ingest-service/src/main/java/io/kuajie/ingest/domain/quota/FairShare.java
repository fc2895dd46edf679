package io.kuajie.ingest.domain.quota;

import io.kuajie.kernel.PartnerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps one partner from taking all the room there is: what a single one has under way may not exceed its share, so that the others
 * are still let in while one sends as much as it can. For any number of threads.
 */
public final class FairShare {
    private final int most;
    private final Map<PartnerId, AtomicInteger> underWayByPartner = new ConcurrentHashMap<>();

    /** @param most events that one partner may have under way */
    public FairShare(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("The share (%d events) must be positive.".formatted(most));
        }
        this.most = most;
    }

    /**
     * Lets events in, to be let out again with {@link #leave}. A partner that has nothing under way may bring more than its share at
     * once; else what is larger would never pass.
     *
     * @return whether there is room
     */
    public boolean enter(PartnerId partner, int events) {
        AtomicInteger underWay = underWayByPartner.computeIfAbsent(partner, unknown -> new AtomicInteger());
        int before = underWay.getAndAdd(events);
        if (before > 0 && before + events > most) {
            underWay.addAndGet(-events);
            return false;
        }
        return true;
    }

    /** Lets out what was let in. */
    public void leave(PartnerId partner, int events) {
        AtomicInteger underWay = underWayByPartner.get(partner);
        if (underWay != null) {
            underWay.addAndGet(-events);
        }
    }
}
