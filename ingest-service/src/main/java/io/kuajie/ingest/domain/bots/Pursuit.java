package io.kuajie.ingest.domain.bots;

import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.Action;
import org.jspecify.annotations.Nullable;

/** What a person does with one thing after the other, so that only so many different ones fit into a minute. */
public enum Pursuit {
    /** Looking at items, or at pages that show no single one. Scripts that walk a catalogue hardly look at any twice. */
    VIEWING,
    /** Placing orders, however many products each has. */
    ORDERING,
    /** Writing reviews of items. */
    REVIEWING;

    /** What an event is part of, if of anything. */
    static @Nullable Pursuit of(RawEvent event) {
        String action = event.action();
        if (action.equals(Action.BROWSE.name())) {
            return VIEWING;
        }
        if (action.equals(Action.BUY.name())) {
            return ORDERING;
        }
        return action.equals(Action.EVALUATE.name()) ? REVIEWING : null;
    }

    /** What makes a step differ from others; null where the event doesn't say. */
    @Nullable
    String thing(RawEvent event) {
        Details details = event.details();
        return switch (this) {
            case VIEWING ->
                details.item() != null ? details.item() : event.client().surface();
            case ORDERING -> details.orderId();
            case REVIEWING -> details.item();
        };
    }
}
