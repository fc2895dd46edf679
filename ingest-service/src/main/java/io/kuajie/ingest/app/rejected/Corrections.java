package io.kuajie.ingest.app.rejected;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.ProductId;
import io.kuajie.ingest.domain.segment.SegmentCall;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.LeafKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes events of corrected messages. What a correction leaves out, the rejected event says: its message id, and whose it was, which
 * its scrubbed payload can't say. The same correction of the same rejected event makes events of the same message ids.
 */
record Corrections(SegmentMapper mapper) {
    static final String KIND = "reprocess";

    private static final Name TYPE = Name.of("type");
    private static final Name MESSAGE_ID = Name.of("messageId");

    /** What a corrected message is. */
    sealed interface Made {
        /** Events to send. */
        record Events(List<RawEvent> events) implements Made {}

        /** Nothing that the door takes. */
        record Faulty(List<Refused> refused) implements Made {}

        /** Something else than was rejected. @param why a short code */
        record Unsuitable(String why, String detail) implements Made {}
    }

    /** @param message the corrected message as JSON */
    Made make(Sender sender, RejectedView rejected, String message, Arrival arrival) {
        Json body = Json.read(message.getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Value(Json root)
                ? root
                : Json.MISSING;
        String known = Objects.requireNonNullElse(rejected.messageId(), "rejected:" + rejected.position());
        Message.Cover cover = new Message.Cover(KIND, rejected.position(), null, known, null, null, null)
                .withLeaf(rejected.leaf() == null ? null : LeafKey.parse(rejected.leaf()));
        SegmentCall call = body.get(TYPE).isPresent() ? null : SegmentCall.TRACK;
        List<Mapped> outcomes = mapper.map(new Message(sender, call, body, Json.MISSING, null, cover), arrival);
        List<Refused> refused = new ArrayList<>();
        List<RawEvent> events = new ArrayList<>();
        for (Mapped outcome : outcomes) {
            switch (outcome) {
                case RawEvent event -> events.add(event);
                case Refused again -> refused.add(again);
            }
        }
        String stated = Objects.requireNonNullElse(body.ownText(MESSAGE_ID), known);
        // Its order's id does not name a product anew.
        String id = ProductId.isOf(stated, known) ? known : stated;
        if (!refused.isEmpty()) {
            return new Made.Faulty(
                    rejected.wasEvent()
                            ? refused.stream().map(again -> again.under(known)).toList()
                            : refused);
        }
        return suitable(rejected, events, stated, id);
    }

    /** @param stated as whose events they were made; @param id of the one event */
    private static Made suitable(RejectedView rejected, List<RawEvent> events, String stated, String id) {
        if (rejected.code().equals(Reason.DUPLICATE.code()) && id.equals(rejected.messageId())) {
            return new Made.Unsuitable(
                    "duplicate",
                    "The message id came first at %s. If this is another event, send it with a messageId of its own."
                            .formatted(rejected.firstPosition()));
        }
        if (!rejected.wasEvent()) {
            return new Made.Events(events);
        }
        return events.size() == 1
                ? new Made.Events(List.of(whole(events.getFirst(), stated, id)))
                : new Made.Unsuitable(
                        "several",
                        "One event was rejected, and this message becomes %d; send the one product that was rejected."
                                .formatted(events.size()));
    }

    /** An order of one product is numbered as if there were more; the id that was rejected has its number already. */
    private static RawEvent whole(RawEvent event, String stated, String id) {
        boolean isStated = event.messageId().equals(stated) || event.messageId().equals(ProductId.of(stated, 1));
        return isStated ? event.under(id) : event;
    }
}
