package io.kuajie.campaign.domain.effect;

import io.kuajie.kernel.Action;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an event that answers a list means for the campaigns in it. */
public enum OutcomeKind {
    EXPOSURE,
    CLICK,
    ORDER,
    REFUND;

    private static final Map<Action, OutcomeKind> KIND_BY_ACTION = Map.of(
            Action.EXPOSURE, EXPOSURE,
            Action.CLICK, CLICK,
            Action.BROWSE, CLICK,
            Action.BUY, ORDER,
            Action.REFUND, REFUND);

    /** The kind of an action; empty for actions that are kept but not counted. */
    public static Optional<OutcomeKind> of(Action action) {
        return Optional.ofNullable(KIND_BY_ACTION.get(action));
    }

    /** The name on the wire, such as {@code exposure}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an event that names no item counts for every offer of the list. */
    public boolean countsForWholeList() {
        return switch (this) {
            case EXPOSURE, CLICK -> true;
            case ORDER, REFUND -> false;
        };
    }

    /** The money an outcome moves: paid is positive, given back is negative, however the partner signed it. */
    public long signed(long minorUnits) {
        return this == REFUND ? -Math.abs(minorUnits) : minorUnits;
    }
}
