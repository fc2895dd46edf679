package io.kuajie.ingest.app.delivery;

import io.kuajie.edge.Platform;
import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.topology.EventRecords;
import io.kuajie.ingest.topology.RawBytes;
import io.kuajie.topics.TopicCatalog;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events to behavior.raw, refusals to behavior.rejected. */
@Singleton
public class EventOutbound {
    private final Platform platform;
    private final Delivery delivery;
    private final String rawTopic;
    private volatile @Nullable RawBytes raw;

    EventOutbound(Platform platform, Delivery delivery) {
        this.platform = platform;
        this.delivery = delivery;
        this.rawTopic = delivery.nameOf(TopicCatalog.BEHAVIOR_RAW);
    }

    /** @param receivedAt milliseconds since the epoch; the records' timestamp; @param trace of the request; null for none */
    public List<Outbound> all(List<Mapped> outcomes, long receivedAt, @Nullable TraceContext trace) {
        List<Outbound> records = new ArrayList<>(outcomes.size());
        for (Mapped outcome : outcomes) {
            records.add(of(outcome, receivedAt, trace));
        }
        return records;
    }

    /** As above. */
    public Outbound of(Mapped mapped, long receivedAt, @Nullable TraceContext trace) {
        return switch (mapped) {
            case RawEvent event -> {
                byte[] leaf = event.leaf().toString().getBytes(StandardCharsets.UTF_8);
                // Nobody asks for events that passed by a trace of our own, and a header is a tenth of a small event.
                TraceContext told = trace != null && trace.isTold() ? trace : null;
                yield new Outbound(rawTopic, leaf, raw().of(event, leaf), receivedAt, told);
            }
            case Refused refused ->
                delivery.outbound(
                        TopicCatalog.BEHAVIOR_REJECTED,
                        refused.leaf() == null
                                ? refused.partner().value()
                                : refused.leaf().toString(),
                        EventRecords.record(refused, Instant.ofEpochMilli(receivedAt)),
                        receivedAt,
                        trace);
        };
    }

    private RawBytes raw() {
        RawBytes known = raw;
        if (known == null) {
            delivery.requireWarm();
            known = new RawBytes(platform.registry().idOf(RawBehavior.getClassSchema()));
            raw = known;
        }
        return known;
    }
}
