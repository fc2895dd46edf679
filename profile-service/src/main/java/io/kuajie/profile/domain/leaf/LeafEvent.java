package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.kernel.Trait;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a leaf, as far as the profile counts it.
 *
 * @param position where it stands in behavior.raw: its identity
 * @param category empty where unknown
 * @param weight what it says about taste; negative for what is taken back
 * @param quantity pieces, for purchases and refunds
 * @param amount money that moved, for purchases and refunds, the sign is taken from the action; the price of what was looked at
 * @param hourOfWeek local hour, from 0 for Monday's first; -1 where not told
 * @param rating stars from 1 to 5; NaN for none
 * @param tone of what was written, from -1 to 1; NaN for none
 * @param declared what somebody said of themselves; mostly nothing
 */
public record LeafEvent(
        SourcePosition position,
        Instant occurredAt,
        Action action,
        Domain domain,
        String category,
        @Nullable ItemKey item,
        double weight,
        double quantity,
        @Nullable Money amount,
        int hourOfWeek,
        double rating,
        double tone,
        Map<Trait, String> declared) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public LeafEvent {
        if (occurredAt.isBefore(Instant.EPOCH) || occurredAt.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "The time of the event at %s must be from 1970 to 9999.".formatted(position));
        }
        if (!Double.isFinite(weight) || !Double.isFinite(quantity)) {
            throw new IllegalArgumentException(
                    "The weight (%s) and quantity (%s) of the event at %s must be finite numbers."
                            .formatted(weight, quantity, position));
        }
    }

    /** An event without habits, rating, text and declarations. */
    public LeafEvent(
            SourcePosition position,
            Instant occurredAt,
            Action action,
            Domain domain,
            String category,
            @Nullable ItemKey item,
            double weight,
            double quantity,
            @Nullable Money amount) {
        this(
                position,
                occurredAt,
                action,
                domain,
                category,
                item,
                weight,
                quantity,
                amount,
                -1,
                Double.NaN,
                Double.NaN,
                Map.of());
    }

    /** Whether it says anything about taste or ownership. */
    boolean isTelling() {
        return weight != 0 || action.equals(Action.BUY) || action.equals(Action.REFUND);
    }
}
