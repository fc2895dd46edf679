/** Models learnt from who dealt with what, and the blend of them. */
@NullMarked
package io.kuajie.recommend.domain.learning;

import org.jspecify.annotations.NullMarked;
