/** The learnt model that serving blends in: learnt from the people in memory, gated, swapped as a whole. */
@NullMarked
package io.kuajie.recommend.domain.live;

import org.jspecify.annotations.NullMarked;
