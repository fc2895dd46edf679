package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Ease;
import io.kuajie.recommend.domain.learning.FactorMap;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.SparseEase;
import io.kuajie.recommend.domain.learning.UserKernel;
import java.util.List;

/**
 * Recipes of one kind, searched stage by stage: each stage varies the best so far, again and again while that helps.
 *
 * @param first where the search starts
 */
public record Family(Recipe first, List<Stage> stages) {
    /** One setting varied. */
    @FunctionalInterface
    public interface Stage {
        List<? extends Recipe> candidates(Recipe best);
    }

    /**
     * Whether settings matter so much that those a search starts from say little about the best: true of factorisations, and of
     * comparing people by other domains.
     */
    boolean isSteep() {
        return switch (first) {
            case Als _, FactorMap _ -> true;
            case UserKernel kernel -> kernel.sourcesOnly();
            case Popular _, ItemItem _, Ease _, SparseEase _ -> false;
        };
    }

    /** A recipe without anything to choose. */
    static Family of(Recipe recipe) {
        return new Family(recipe, List.of());
    }
}
