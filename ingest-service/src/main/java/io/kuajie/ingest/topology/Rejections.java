package io.kuajie.ingest.topology;

import io.kuajie.events.Origin;
import io.kuajie.events.RawBehavior;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.cleaning.Violation;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of what cleaning rejects. They depend on the raw record and the store alone, so a replay writes the same. */
final class Rejections {
    static final String UNKNOWN = "unknown";

    private static final int LONGEST_PAYLOAD = 32 * 1024;

    private Rejections() {}

    /** A raw record that breaks a rule. */
    static RejectedBehavior of(RawEvent event, SourcePosition position, Violation violation) {
        return of(event, position, violation.reason(), violation.detail(), null);
    }

    /** A raw record whose message id came before. */
    static RejectedBehavior duplicate(RawEvent event, SourcePosition position, SourcePosition first) {
        String detail = "%s It came first at %s. Nothing is to be done if the sender repeated itself."
                .formatted(Reason.DUPLICATE.rule(), first);
        return of(event, position, Reason.DUPLICATE, detail, first);
    }

    /** Bytes that are no raw record. @param key the record's key, which names the leaf where it has the form of one */
    static RejectedBehavior undecodable(
            @Nullable String key, int bytes, SourcePosition position, long timestamp, String detail) {
        LeafKey leaf = leaf(key);
        return RejectedBehavior.newBuilder()
                .setPartner(leaf == null ? UNKNOWN : leaf.partner().value())
                .setLeaf(leaf == null ? null : leaf.toString())
                .setMessageId(null)
                .setCode(Reason.UNDECODABLE.code())
                .setDetail(Reason.UNDECODABLE.rule() + " " + detail)
                .setPayload("(%d bytes)".formatted(bytes))
                .setPosition(EventRecords.record(position))
                .setFirstPosition(null)
                .setOrigin(new Origin("kafka", null, null))
                .setRejectedAt(Instant.ofEpochMilli(timestamp))
                .build();
    }

    private static RejectedBehavior of(
            RawEvent event, SourcePosition position, Reason reason, String detail, @Nullable SourcePosition first) {
        RawBehavior raw = EventRecords.record(event);
        String payload = raw.toString();
        return RejectedBehavior.newBuilder()
                .setPartner(raw.getPartner())
                .setLeaf(raw.getLeaf())
                .setMessageId(raw.getMessageId())
                .setCode(reason.code())
                .setDetail(detail)
                .setPayload(payload.length() > LONGEST_PAYLOAD ? payload.substring(0, LONGEST_PAYLOAD) : payload)
                .setPosition(EventRecords.record(position))
                .setFirstPosition(first == null ? null : EventRecords.record(first))
                .setOrigin(raw.getOrigin())
                .setRejectedAt(raw.getReceivedAt())
                .build();
    }

    private static @Nullable LeafKey leaf(@Nullable String key) {
        try {
            return key == null ? null : LeafKey.parse(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
