package io.kuajie.recommend.domain.feedback;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that names the list it follows from.
 *
 * @param leaf who did it
 * @param item with what; null where the event names none
 */
public record Sign(
        UUID request, LeafKey leaf, Kind kind, @Nullable ItemKey item, Instant at) {
    /** What an event tells of an item, each more than the one before. */
    public enum Kind {
        SHOWN,
        CLICKED,
        ORDERED,
        /** What was ordered was given back, or never paid. */
        REFUNDED
    }
}
