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
 * @param scores of each as a candidate, before clicks or orders were predicted
 * @param campaigns of each the campaign whose offer it carried, as {@link #numberOf} says; empty where none carried any
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
        int[] campaigns,
        int[] choices,
        double[] probabilities) {
    /** Stands for no campaign. */
    public static final int NO_CAMPAIGN = 0;

    public ServedList {
        if (items.length != scores.length || choices.length != probabilities.length) {
            throw new IllegalArgumentException("Each item must have a score (%d, %d), each choice a chance (%d, %d)."
                    .formatted(items.length, scores.length, choices.length, probabilities.length));
        }
        if (campaigns.length != 0 && campaigns.length != items.length) {
            throw new IllegalArgumentException(
                    "Each item must have a campaign (%d, %d), or none.".formatted(items.length, campaigns.length));
        }
    }

    /** A campaign as lists remember it; two that share a number are taken for one. */
    public static int numberOf(@Nullable String campaign) {
        return campaign == null ? NO_CAMPAIGN : campaign.hashCode();
    }

    /** The campaign whose offer this place carried. */
    public int campaign(int place) {
        return campaigns.length == 0 ? NO_CAMPAIGN : campaigns[place];
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
