package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.LeafKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the door accepts it: mapped, stamped and pseudonymised, not yet validated, so action, domain and item are text.
 *
 * @param anonymous whether the leaf was made of an anonymous id
 * @param messageId the sender's id of the event
 * @param type call of the Segment vocabulary
 * @param name the event's name as sent
 * @param action the platform's action, or the name itself for a custom event
 * @param occurredAt milliseconds since the epoch, corrected by the sender's clock skew
 * @param receivedAt milliseconds since the epoch, by the door's clock
 * @param properties the remaining properties as scrubbed JSON
 * @param marks what the door noticed, by the names of {@link Mark}; of a later version perhaps others
 * @param declared what somebody says of themselves, by the wire name of the trait; only {@code identify} calls do
 */
public record RawEvent(
        LeafKey leaf,
        boolean anonymous,
        String messageId,
        String type,
        @Nullable String name,
        String action,
        String domain,
        long occurredAt,
        long receivedAt,
        Details details,
        Client client,
        @Nullable String properties,
        Origin origin,
        List<String> marks,
        Map<String, String> declared)
        implements Mapped {
    /** Without marks and declarations. */
    public RawEvent(
            LeafKey leaf,
            boolean anonymous,
            String messageId,
            String type,
            @Nullable String name,
            String action,
            String domain,
            long occurredAt,
            long receivedAt,
            Details details,
            Client client,
            @Nullable String properties,
            Origin origin) {
        this(
                leaf,
                anonymous,
                messageId,
                type,
                name,
                action,
                domain,
                occurredAt,
                receivedAt,
                details,
                client,
                properties,
                origin,
                List.of(),
                Map.of());
    }

    /** Whether the door noticed this. */
    public boolean has(Mark mark) {
        return !marks.isEmpty() && marks.contains(mark.wireName());
    }

    /** The same event with one thing more that the door noticed. */
    public RawEvent marked(Mark mark) {
        List<String> more =
                Stream.concat(marks.stream(), Stream.of(mark.wireName())).toList();
        return copy(messageId, name, action, occurredAt, details, client, more);
    }

    /** The same event said otherwise. */
    public RawEvent with(@Nullable String otherName, String otherAction, Details otherDetails, Client otherClient) {
        return copy(messageId, otherName, otherAction, occurredAt, otherDetails, otherClient, marks);
    }

    /** The same event under another id. */
    public RawEvent under(String otherId) {
        return copy(otherId, name, action, occurredAt, details, client, marks);
    }

    /** The same event at another time. @param otherTime milliseconds since the epoch */
    public RawEvent at(long otherTime) {
        return copy(messageId, name, action, otherTime, details, client, marks);
    }

    private RawEvent copy(
            String otherId,
            @Nullable String otherName,
            String otherAction,
            long otherTime,
            Details otherDetails,
            Client otherClient,
            List<String> otherMarks) {
        return new RawEvent(
                leaf,
                anonymous,
                otherId,
                type,
                otherName,
                otherAction,
                domain,
                otherTime,
                receivedAt,
                otherDetails,
                otherClient,
                properties,
                origin,
                otherMarks,
                declared);
    }
}
