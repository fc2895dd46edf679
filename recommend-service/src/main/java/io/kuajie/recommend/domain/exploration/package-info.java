/** Trying what might be better, with known chances. */
@NullMarked
package io.kuajie.recommend.domain.exploration;

import org.jspecify.annotations.NullMarked;
