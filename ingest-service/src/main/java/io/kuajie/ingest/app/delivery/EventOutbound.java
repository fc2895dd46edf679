package io.kuajie.ingest.app.delivery;

import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.topology.EventRecords;
import io.kuajie.topics.TopicCatalog;
import java.time.Instant;

/** Where what the door makes of events goes: events to behavior.raw, refusals to behavior.rejected. */
public final class EventOutbound {
    private EventOutbound() {}

    /** @param receivedAt milliseconds since the epoch; the record's timestamp */
    public static Outbound<?> of(Mapped mapped, long receivedAt) {
        return switch (mapped) {
            case RawEvent event ->
                new Outbound<RawBehavior>(
                        TopicCatalog.BEHAVIOR_RAW, event.leaf().toString(), EventRecords.record(event), receivedAt);
            case Refused refused ->
                new Outbound<RejectedBehavior>(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        refused.leaf() == null
                                ? refused.partner().value()
                                : refused.leaf().toString(),
                        EventRecords.record(refused, Instant.ofEpochMilli(receivedAt)),
                        receivedAt);
        };
    }
}
