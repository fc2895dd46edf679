package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.History;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model: rank the candidates for this history.
 *
 * @param person by number
 * @param masked target items that are no candidates, rising: the person's own training items
 * @param positives target items that should come first, rising
 * @param negatives the other candidates; null for all other items
 */
public record Trial(int person, History history, int[] masked, int[] positives, int @Nullable [] negatives) {}
