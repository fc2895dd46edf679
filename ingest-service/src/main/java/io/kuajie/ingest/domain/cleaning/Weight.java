package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Action;

/**
 * How much an event says about taste: the action's default weight; of an evaluation, scaled by its rating from −1 (one star) over
 * 0 (three) to 1 (five); of learning, scaled by progress but worth at least a quarter, which a start is.
 */
public final class Weight {
    private static final double INDIFFERENT_RATING = 3;
    private static final double RATING_SPAN = 2;
    private static final double LEAST_LEARNT = 0.25;

    private Weight() {}

    /** The event's weight; negative for what is taken back or disliked. */
    public static double of(RawEvent event) {
        Action action = new Action(event.action());
        double weight = action.defaultWeight();
        Double rating = event.details().rating();
        Double progress = event.details().progress();
        if (action.equals(Action.EVALUATE) && rating != null) {
            return weight * (rating - INDIFFERENT_RATING) / RATING_SPAN;
        }
        if (action.equals(Action.LEARN)) {
            return weight * Math.max(LEAST_LEARNT, progress == null ? LEAST_LEARNT : progress);
        }
        return weight;
    }
}
