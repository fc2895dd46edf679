package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.quota.FairShare;
import io.kuajie.kernel.Gcra;
import io.kuajie.kernel.PartnerId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The partners' quotas on this instance; a partner without one may send what the door can take, short of what would keep others
 * out.
 */
@Singleton
public class Quotas {
    private final Map<PartnerId, Gcra> quotaByPartner = new HashMap<>();
    private final FairShare share;

    Quotas(IngestSettings settings, Limits limits) {
        share = new FairShare(limits.maxInFlightOfPartner());
        long now = System.nanoTime();
        settings.ingest().quotas().forEach((partner, quota) -> {
            long burst = quota.burst().orElse(Math.max(1, (long) quota.eventsPerSecond()));
            quotaByPartner.put(new PartnerId(partner), new Gcra(quota.eventsPerSecond(), burst, now));
        });
    }

    /** Looks, before anything is read. @throws WebApplicationException 429 if not one event would pass */
    public void requireRoom(PartnerId partner) {
        Gcra quota = quotaByPartner.get(partner);
        refuse(quota == null ? 0 : quota.waiting(System.nanoTime()));
    }

    /** Takes the events. @throws WebApplicationException 429 if they exceed the quota */
    public void take(PartnerId partner, int events) {
        Gcra quota = quotaByPartner.get(partner);
        refuse(quota == null || events == 0 ? 0 : quota.take(events, System.nanoTime()));
    }

    /**
     * Counts what messages that were taken turned out to hold beyond an event each, as an order of many products does: they are let in,
     * and what the partner sends next waits for them.
     *
     * @param events that came of the messages; fewer than those owe nothing
     */
    public void owe(PartnerId partner, int messages, int events) {
        Gcra quota = quotaByPartner.get(partner);
        if (quota != null && events > messages) {
            quota.owe(events - messages, System.nanoTime());
        }
    }

    /** Lets events in that will be under way to the broker. @throws WebApplicationException 429 if they exceed the partner's share */
    void enter(PartnerId partner, int events) {
        if (!share.enter(partner, events)) {
            throw Requests.later(
                    429, "Too many of your events are on their way; send this again a little later.", null);
        }
    }

    /** Lets out what was let in. */
    void leave(PartnerId partner, int events) {
        share.leave(partner, events);
    }

    /** Takes one event. @return 0 if it passes, else nanoseconds after which it would */
    public long takeOne(PartnerId partner) {
        Gcra quota = quotaByPartner.get(partner);
        return quota == null ? 0 : quota.take(1, System.nanoTime());
    }

    private static void refuse(long waitNanos) {
        if (waitNanos > 0) {
            long seconds =
                    Math.max(1, Duration.ofNanos(waitNanos).plusMillis(999).toSeconds());
            throw Requests.later(429, "The quota is used up; send this again after Retry-After.", null, seconds);
        }
    }
}
