package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.Pseudonymizer;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message while it is being mapped: what it says of itself, whatever its call. */
record MessageReading(Message message, Arrival arrival, MessageContext context, MessageIdentity who) {
    private static final int LARGEST_KEPT_PAYLOAD = 32 * 1024;

    static MessageReading of(Message message, Arrival arrival, Pseudonymizer pseudonymizer) {
        return new MessageReading(
                message,
                arrival,
                MessageContext.of(message.body(), message.outerContext()),
                MessageIdentity.of(message, pseudonymizer));
    }

    /** The call, by the address or by the message's own type. */
    @Nullable
    SegmentCall call() {
        if (message.call() != null) {
            return message.call();
        }
        String type = JsonText.of(message.body(), "type");
        return type == null ? null : SegmentCall.fromWireName(type).orElse(null);
    }

    /** When it happened, in milliseconds since the epoch; empty if a time is stated that can't be read. */
    OptionalLong occurredAt() {
        String original = JsonText.of(message.body(), "originalTimestamp");
        String stated = JsonText.of(message.body(), "timestamp");
        OptionalLong originalAt = original == null ? OptionalLong.empty() : EventTime.parse(original);
        OptionalLong statedAt = stated == null ? OptionalLong.empty() : EventTime.parse(stated);
        if ((original != null && originalAt.isEmpty()) || (stated != null && statedAt.isEmpty())) {
            return OptionalLong.empty();
        }
        if (original == null && stated == null) {
            return OptionalLong.of(arrival.timeless());
        }
        return OptionalLong.of(EventTime.corrected(boxed(originalAt), sentAt(), boxed(statedAt), arrival.receivedAt()));
    }

    /** The message's id; of an import's line without one, made of the line's number. @param newId for all others */
    String id(Supplier<String> newId) {
        String stated = JsonText.of(message.body(), "messageId");
        if (stated != null) {
            return stated;
        }
        String name = arrival.importName();
        return name == null ? newId.get() : "imp:" + name + ":" + arrival.line();
    }

    Origin origin() {
        String name = arrival.importName();
        return name == null ? Origin.http(context.text("library", "name")) : Origin.line(name, arrival.line());
    }

    /** The message refused, with what may be kept of it. */
    Refused refused(Finding finding) {
        String payload = Scrubber.json(message.body(), who.ids()).toString();
        return new Refused(
                message.sender().partner(),
                who.leaf(),
                JsonText.of(message.body(), "messageId"),
                finding.reason(),
                finding.detail(),
                payload.length() > LARGEST_KEPT_PAYLOAD ? "(%d characters)".formatted(payload.length()) : payload,
                origin());
    }

    private @Nullable Long sentAt() {
        String own = JsonText.of(message.body(), "sentAt");
        String sending = own != null ? own : message.sentAt();
        return arrival.live() && sending != null ? boxed(EventTime.parse(sending)) : null;
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
