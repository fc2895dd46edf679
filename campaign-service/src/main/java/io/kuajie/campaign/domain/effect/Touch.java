package io.kuajie.campaign.domain.effect;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that answers a list of recommendations.
 *
 * @param position its identity: where it stands in behavior.raw
 * @param item null for an event about the list as a whole
 * @param amount as the partner sent it
 */
public record Touch(
        SourcePosition position,
        RequestId request,
        Action action,
        LeafKey leaf,
        @Nullable ItemKey item,
        @Nullable Money amount,
        Instant occurredAt) {
    public Touch {
        Moments.require(occurredAt);
    }

    public Optional<OutcomeKind> kind() {
        return OutcomeKind.of(action);
    }

    /** The money it moves, signed by its kind; null where it moves none. */
    public @Nullable Money movedAmount() {
        if (amount == null) {
            return null;
        }
        long units = kind().map(kind -> kind.signed(amount.minorUnits())).orElse(amount.minorUnits());
        return new Money(units, amount.currency());
    }
}
