/** How good a model is: protocols, measures, and choosing settings on a part of the training data. */
@NullMarked
package io.kuajie.recommend.domain.evaluation;

import org.jspecify.annotations.NullMarked;
