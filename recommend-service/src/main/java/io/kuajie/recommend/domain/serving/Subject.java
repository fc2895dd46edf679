package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.exposure.Shown;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.people.Person;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom a list is for, reduced to what may be used.
 *
 * @param leaf null where nothing of the person may be used
 * @param person null where unknown, or not to be used
 * @param anchors what candidates are sought around
 * @param tastes the person's categories
 * @param owned numbers of the items that the person owns
 * @param cluster empty where unknown, or not to be used
 * @param isClusterNameable whether a reason may say what the cluster's people have in common
 * @param facts what expressions may ask, found when one does
 * @param shown what the leaf was shown of late
 */
record Subject(
        @Nullable LeafKey leaf,
        @Nullable Person person,
        List<Anchor> anchors,
        List<WeightedCategory> tastes,
        int[] owned,
        String cluster,
        boolean isClusterNameable,
        Supplier<PersonFacts> facts,
        Shown shown,
        List<SourcePosition> asOf) {
    /** @param weight above 0; 1 for a fresh purchase @param isNameable whether a reason may name it */
    record WeightedCategory(int category, double weight, boolean isNameable) {}

    boolean owns(int item) {
        for (int number : owned) {
            if (number == item) {
                return true;
            }
        }
        return false;
    }
}
