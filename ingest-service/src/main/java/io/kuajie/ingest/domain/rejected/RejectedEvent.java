package io.kuajie.ingest.domain.rejected;

import io.kuajie.kernel.SourcePosition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event, as far as is needed to tell it from others. A sender that repeats itself is rejected once a repetition, so two of
 * them are the same event if they arrived under one message id within the window in which ids are unique.
 *
 * @param position where it stands in behavior.rejected
 * @param messageId null where there is none, and of duplicates, which may be other events under an id that is taken
 * @param corrects position of the rejected event that this one was to correct; null where it was no correction
 * @param arrivedAt milliseconds since the epoch
 */
public record RejectedEvent(
        SourcePosition position,
        @Nullable String messageId,
        @Nullable String corrects,
        long arrivedAt) {
    /** What events that are the same have in common; null where the position alone tells. */
    @Nullable
    Name name() {
        return messageId == null ? null : new Name(messageId, corrects);
    }

    boolean isNear(RejectedEvent other, long windowMillis) {
        return Math.abs(arrivedAt - other.arrivedAt) <= windowMillis;
    }

    /** Of a message; its correction, if rejected, is another event of the same message id. */
    record Name(String messageId, @Nullable String corrects) {
        Name {
            Objects.requireNonNull(messageId);
        }
    }
}
