package io.kuajie.recommend.domain.feedback;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was served. Immutable; the arrays are not to be written.
 *
 * @param leaf whom it was for; null for nobody in particular
 * @param cluster empty where unknown
 * @param model what ordered it
 * @param pinned how many of the first places a business filled; ranking fills those after them
 * @param items numbers of the items, first place first
 * @param scores of each as a candidate, before the model of clicks
 * @param choices numbers of the items that could have stood at the last place, ranking's own first; empty where nothing was explored
 * @param probabilities of the choices
 */
public record ServedList(
        UUID request,
        Instant at,
        PartnerId storefront,
        @Nullable LeafKey leaf,
        String cluster,
        String surface,
        ModelKind model,
        int pinned,
        int[] items,
        double[] scores,
        int[] choices,
        double[] probabilities) {
    public ServedList {
        if (items.length != scores.length || choices.length != probabilities.length) {
            throw new IllegalArgumentException("Each item must have a score (%d, %d), each choice a chance (%d, %d)."
                    .formatted(items.length, scores.length, choices.length, probabilities.length));
        }
    }

    /** The explored place; -1 where nothing was explored. */
    public int exploredPlace() {
        return choices.length == 0 ? -1 : items.length - 1;
    }

    /** How this place was filled: {@code pinned}, or as the list's arm says. */
    public String arm(int place) {
        return place < pinned ? "pinned" : arm();
    }

    /** Whether ranking's choice stands at the explored place, or another; empty where nothing was explored. */
    public String arm() {
        if (choices.length == 0) {
            return "";
        }
        return items[items.length - 1] == choices[0] ? "ranked" : "explored";
    }
}
