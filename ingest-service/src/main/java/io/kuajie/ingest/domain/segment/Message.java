package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.kernel.LeafKey;
import org.jspecify.annotations.Nullable;

/**
 * One message as it arrived.
 *
 * @param call what the address said, or else the message's own type; null where neither tells
 * @param body the message
 * @param outerContext the context of the batch around it
 * @param sentAt when the batch around it says it was sent, in milliseconds since the epoch
 * @param cover what an envelope around the message says in its place
 */
public record Message(
        Sender sender,
        @Nullable SegmentCall call,
        Json body,
        Json outerContext,
        @Nullable Long sentAt,
        Cover cover) {
    public Message {
        call = call == null ? SegmentCall.statedBy(body) : call;
    }

    /** A message without an envelope of its own. */
    public static Message of(
            Sender sender, @Nullable SegmentCall call, Json body, Json outerContext, @Nullable Long sentAt) {
        return new Message(sender, call, body, outerContext, sentAt, Cover.NONE);
    }

    /**
     * What an envelope says that the message itself may leave out.
     *
     * @param kind how it came, as origins name it
     * @param source where it came from, such as a topic
     * @param offset where in the source, where that counts
     * @param messageId id of the event
     * @param user the person's user id
     * @param event the event's name
     * @param time when it happened, as written
     * @param leaf whose it was, where that is known and the message does not say
     */
    public record Cover(
            String kind,
            @Nullable String source,
            @Nullable Long offset,
            @Nullable String messageId,
            @Nullable String user,
            @Nullable String event,
            @Nullable String time,
            @Nullable LeafKey leaf) {
        /** Says nothing: the message came as the body of a request. */
        public static final Cover NONE = new Cover("http", null, null, null, null, null, null);

        /** Without a leaf. */
        public Cover(
                String kind,
                @Nullable String source,
                @Nullable Long offset,
                @Nullable String messageId,
                @Nullable String user,
                @Nullable String event,
                @Nullable String time) {
            this(kind, source, offset, messageId, user, event, time, null);
        }

        /** The same with the leaf. */
        public Cover withLeaf(@Nullable LeafKey known) {
            return new Cover(kind, source, offset, messageId, user, event, time, known);
        }
    }
}
