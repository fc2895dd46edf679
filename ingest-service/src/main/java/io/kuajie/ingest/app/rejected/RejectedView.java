package io.kuajie.ingest.app.rejected;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event as the interface shows it.
 *
 * @param position where it stands in behavior.rejected, by which it is corrected
 * @param rawPosition where it stands in behavior.raw; null where the door refused it
 * @param firstPosition of a duplicate, the position that came first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedView(
        String position,
        @Nullable String rawPosition,
        @Nullable String firstPosition,
        @Nullable String leaf,
        @Nullable String messageId,
        String code,
        String detail,
        String payload,
        String origin,
        @Nullable String originId,
        @Nullable Long line,
        Instant rejectedAt) {
    static RejectedView of(int partition, long offset, RejectedBehavior rejected) {
        return new RejectedView(
                partition + "@" + offset,
                text(rejected.getPosition()),
                text(rejected.getFirstPosition()),
                rejected.getLeaf(),
                rejected.getMessageId(),
                rejected.getCode(),
                rejected.getDetail(),
                rejected.getPayload(),
                rejected.getOrigin().getKind(),
                rejected.getOrigin().getId(),
                rejected.getOrigin().getLine(),
                rejected.getRejectedAt());
    }

    private static @Nullable String text(@Nullable Position position) {
        return position == null ? null : position.getPartition() + "@" + position.getOffset();
    }
}
