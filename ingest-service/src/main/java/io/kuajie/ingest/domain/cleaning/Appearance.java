package io.kuajie.ingest.domain.cleaning;

import io.kuajie.kernel.SourcePosition;
import java.util.Collection;

/**
 * Whether a message id appears for the first time, is read once more after a crash, or repeats an earlier one.
 *
 * <p>A function of the position and of those the window remembers alone: positions after this one are left out, because when
 * this one was read first they were not there yet. So a replay ends as the first reading did.
 */
public sealed interface Appearance {
    /** The first of its id within the window; to be remembered. */
    record First() implements Appearance {}

    /** The position that is remembered, read once more. */
    record Replay() implements Appearance {}

    /** Another position carried the id before. */
    record Repeat(SourcePosition first) implements Appearance {}

    /** @param remembered positions of the same partition that were first with this id, around the time of arrival */
    static Appearance of(SourcePosition position, Collection<SourcePosition> remembered) {
        if (remembered.contains(position)) {
            return new Replay();
        }
        return remembered.stream()
                .filter(earlier -> earlier.compareTo(position) < 0)
                .min(SourcePosition::compareTo)
                .<Appearance>map(Repeat::new)
                .orElseGet(First::new);
    }
}
