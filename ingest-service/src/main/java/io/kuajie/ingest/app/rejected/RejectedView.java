package io.kuajie.ingest.app.rejected;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.rejected.CorrectionLedger;
import io.kuajie.ingest.domain.rejected.RejectedEvent;
import io.kuajie.ingest.domain.segment.ProductId;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event as the interface shows it.
 *
 * @param position where it stands in behavior.rejected, by which it is corrected
 * @param rawPosition where it stands in behavior.raw; null where the door refused it
 * @param firstPosition of a duplicate, the position that came first
 * @param correctedAt when a correction was sent; what came of that stands in behavior.clean, or is rejected in turn
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
        Instant rejectedAt,
        @Nullable Instant correctedAt) {
    private static final Set<String> FIGURES = Set.of(
            Reason.BAD_QUANTITY.code(), Reason.BAD_RATING.code(), Reason.BAD_PRICE.code(), Reason.BAD_CURRENCY.code());

    /** Of which no correction is known. */
    static RejectedView of(SourcePosition position, RejectedBehavior rejected) {
        return new RejectedView(
                position.toString(),
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
                rejected.getRejectedAt(),
                null);
    }

    /** The same with what is known of its correction. */
    RejectedView with(CorrectionLedger corrections) {
        OptionalLong at = corrections.correctedAt(event());
        return new RejectedView(
                position,
                rawPosition,
                firstPosition,
                leaf,
                messageId,
                code,
                detail,
                payload,
                origin,
                originId,
                line,
                rejectedAt,
                at.isPresent() ? Instant.ofEpochMilli(at.getAsLong()) : null);
    }

    /** What a sender that repeats itself says again: the same message, refused by the door for the same reason. */
    Object said() {
        return rawPosition != null || messageId == null ? position : List.of(messageId, code, payload);
    }

    /**
     * Whether it was one event of perhaps several that a message had become, as products of an order are; else it was a message, of
     * which nothing has passed. The door refuses single products for their figures only, so a sender's own id that looks like a
     * product's is seldom mistaken for one, and then for that of a message that was one event.
     */
    boolean wasEvent() {
        return rawPosition != null || (messageId != null && FIGURES.contains(code) && ProductId.isLike(messageId));
    }

    /** What tells it from others. */
    RejectedEvent event() {
        return new RejectedEvent(
                SourcePosition.parse(position),
                code.equals(Reason.DUPLICATE.code()) ? null : messageId,
                origin.equals(Corrections.KIND) ? originId : null,
                rejectedAt.toEpochMilli());
    }

    private static @Nullable String text(@Nullable Position position) {
        return position == null ? null : position.getPartition() + "@" + position.getOffset();
    }
}
