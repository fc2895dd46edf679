package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list of recommendations.
 *
 * @param leaf whom it is for; null where nothing of the person may be used
 * @param person null where unknown, or not to be used
 * @param cluster empty where unknown, or not to be used
 * @param asOf the latest event of each used leaf that is reflected
 * @param model what ranked it
 * @param objective what it is ordered by
 * @param choices what the last place was drawn from, ranking's own choice first; empty where nothing was explored
 * @param leftOut what there was no time for; empty for a whole list
 */
public record Answer(
        List<Recommended> items,
        Fallback fallback,
        @Nullable LeafKey leaf,
        @Nullable PersonKey person,
        String cluster,
        List<SourcePosition> asOf,
        String model,
        Objective objective,
        List<Choice> choices,
        List<String> leftOut) {
    /** What the list had to fall back on. */
    public enum Fallback {
        NONE,
        CLUSTER,
        POPULAR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One place of the list.
     *
     * @param score 0 to 1 before a boost
     * @param candidateScore what it would be without a prediction, boost, rotation and floors; null where that is the score
     * @param propensity the chance that this stands here
     */
    public record Recommended(
            ItemNode node,
            double score,
            @Nullable Double candidateScore,
            double propensity,
            Reason reason,
            @Nullable Offer offer) {}

    /** What could stand at the explored place, with its chance. */
    public record Choice(ItemNode node, double probability) {}

    /** The arm of the exploration: whether ranking's choice stands there or another; empty where nothing was explored. */
    public String arm() {
        if (choices.isEmpty()) {
            return "";
        }
        return items.getLast().node() == choices.getFirst().node() ? "ranked" : "explored";
    }

    /** How many of the first places are pinned. */
    public int pinned() {
        int pinned = 0;
        while (pinned < items.size() && items.get(pinned).reason().code().equals(Reason.PINNED)) {
            pinned++;
        }
        return pinned;
    }

    /** Why an item is recommended. @param text in the request's language; empty where not asked for */
    public record Reason(String code, String text, List<ItemKey> because) {
        /** The code of what a business put there, which also tells records of it from what was ranked. */
        public static final String PINNED = "pinned";
    }
}
