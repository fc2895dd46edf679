package io.kuajie.ingest.domain.event;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import org.jspecify.annotations.Nullable;

/**
 * What the door could not make an event of.
 *
 * @param leaf whose it was, where that could be told
 * @param messageId the id that the event would have had, where it could be told
 * @param detail the value, the rule and advice, without identifiers
 * @param payload what was sent, scrubbed
 */
public record Refused(
        PartnerId partner,
        @Nullable LeafKey leaf,
        @Nullable String messageId,
        Reason reason,
        String detail,
        String payload,
        Origin origin)
        implements Mapped {
    /** The same under another id. */
    public Refused under(String otherId) {
        return new Refused(partner, leaf, otherId, reason, detail, payload, origin);
    }
}
