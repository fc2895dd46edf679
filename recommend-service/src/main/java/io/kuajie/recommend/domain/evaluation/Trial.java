package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.History;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model: rank the candidates for this history.
 *
 * @param person by number
 * @param masked target items that are no candidates, rising: the person's own training items
 * @param positives target items that should come first, rising
 * @param negatives the other candidates; null for all other items
 */
public record Trial(int person, History history, int[] masked, int[] positives, int @Nullable [] negatives) {
    /** Out of the scores of all items those of the candidates, positives first; all of them where all are candidates. */
    float[] candidates(float[] all) {
        if (negatives == null) {
            return all;
        }
        float[] some = new float[positives.length + negatives.length];
        int next = 0;
        for (int positive : positives) {
            some[next++] = all[positive];
        }
        for (int negative : negatives) {
            some[next++] = all[negative];
        }
        return some;
    }

    /** The same question over what {@link #candidates} gives. */
    Trial overCandidates() {
        if (negatives == null) {
            return this;
        }
        int[] first = new int[positives.length];
        Arrays.setAll(first, i -> i);
        int[] rest = new int[negatives.length];
        Arrays.setAll(rest, i -> positives.length + i);
        return new Trial(person, history, new int[0], first, rest);
    }
}
