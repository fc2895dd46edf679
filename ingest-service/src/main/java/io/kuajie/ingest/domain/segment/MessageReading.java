package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.Pseudonymizer;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message while it is being mapped: what it says of itself.
 *
 * @param occurredAt milliseconds since the epoch; empty if a time is stated that can't be read
 * @param digest stands for ids of messages that identify somebody
 */
record MessageReading(
        Message message,
        Arrival arrival,
        MessageContext context,
        MessageIdentity who,
        OptionalLong occurredAt,
        UnaryOperator<String> digest) {
    private static final int LARGEST_KEPT_PAYLOAD = 32 * 1024;
    private static final Name ORIGINAL = Name.of("originalTimestamp");
    private static final Name TIMESTAMP = Name.of("timestamp");
    private static final Name MESSAGE_ID = Name.of("messageId");
    private static final Name SENT_AT = Name.of("sentAt");

    static MessageReading of(Message message, Arrival arrival, Pseudonymizer pseudonymizer) {
        return new MessageReading(
                message,
                arrival,
                MessageContext.of(message),
                MessageIdentity.of(message, pseudonymizer),
                occurredAt(message, arrival),
                id -> pseudonymizer.pseudonym(message.sender().partner(), Pseudonymizer.Kind.ORDER, id));
    }

    private static OptionalLong occurredAt(Message message, Arrival arrival) {
        Json original = message.body().withText(ORIGINAL);
        Json own = message.body().withText(TIMESTAMP);
        String covering = own.isMissing() ? message.cover().time() : null;
        boolean isStated = !own.isMissing() || covering != null;
        OptionalLong originalAt = EventTime.parse(original);
        OptionalLong statedAt = covering == null ? EventTime.parse(own) : EventTime.parse(covering);
        if ((!original.isMissing() && originalAt.isEmpty()) || (isStated && statedAt.isEmpty())) {
            return OptionalLong.empty();
        }
        if (original.isMissing() && !isStated) {
            return OptionalLong.of(arrival.timeless());
        }
        OptionalLong written = original.isMissing() ? statedAt : originalAt;
        return corrected(written.getAsLong(), !original.isMissing(), message, arrival);
    }

    /**
     * Clients that write no originalTimestamp send a body again as it was, sentAt included, and correcting that would shift its
     * time with every attempt. So theirs are corrected only where the event would be rejected as it stands.
     */
    private static OptionalLong corrected(long written, boolean isOriginal, Message message, Arrival arrival) {
        boolean isDoubtful = isOriginal || EventTime.isTooFarAhead(written, arrival.receivedAt());
        OptionalLong sentAt = isDoubtful ? sentAt(message, arrival) : OptionalLong.empty();
        return OptionalLong.of(
                sentAt.isEmpty() ? written : EventTime.corrected(written, sentAt.getAsLong(), arrival.receivedAt()));
    }

    /** The message's id; of an import's line without one, made of the line's number. @param newId for all others */
    String id(Supplier<String> newId) {
        String stated = statedId();
        if (stated != null) {
            return stated;
        }
        String name = arrival.importName();
        return name == null ? newId.get() : "imp:" + name + ":" + arrival.line();
    }

    @SuppressWarnings("ReferenceEquality") // another cover that says nothing takes the longer way
    Origin origin() {
        String name = arrival.importName();
        if (name != null) {
            return Origin.line(name, arrival.line());
        }
        Message.Cover cover = message.cover();
        if (cover == Message.Cover.NONE) {
            return context.origin(who.ids());
        }
        String source = cover.source() != null ? Scrubber.text(cover.source(), who.ids()) : context.library(who.ids());
        return new Origin(cover.kind(), source, cover.offset());
    }

    /** The message refused, with what may be kept of it. */
    Refused refused(Finding finding) {
        String payload = Scrubber.json(message.body(), who.ids());
        return new Refused(
                message.sender().partner(),
                who.leaf(),
                statedId(),
                finding.reason(),
                finding.detail(),
                payload.length() > LARGEST_KEPT_PAYLOAD ? "(%d characters)".formatted(payload.length()) : payload,
                origin());
    }

    private @Nullable String statedId() {
        Json own = message.body().get(MESSAGE_ID);
        String stated = own.ownText();
        if (stated != null) {
            return unlessTelling(stated, Scrubber.textOf(own, stated, who.ids()));
        }
        String covering = message.cover().messageId();
        return covering == null ? null : unlessTelling(covering, Scrubber.text(covering, who.ids()));
    }

    private String unlessTelling(String id, String scrubbed) {
        return scrubbed.equals(id) ? id : digest.apply(id);
    }

    private static OptionalLong sentAt(Message message, Arrival arrival) {
        if (!arrival.live()) {
            return OptionalLong.empty();
        }
        Json own = message.body().withText(SENT_AT);
        if (!own.isMissing()) {
            return EventTime.parse(own);
        }
        Long ofBatch = message.sentAt();
        return ofBatch == null ? OptionalLong.empty() : OptionalLong.of(ofBatch);
    }
}
