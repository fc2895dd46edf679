/** Dense arithmetic on flat float arrays, as wide as the processor's registers. */
@NullMarked
package io.kuajie.recommend.domain.algebra;

import org.jspecify.annotations.NullMarked;
