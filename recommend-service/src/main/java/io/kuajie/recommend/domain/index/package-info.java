/** Finding things by hash in flat arrays, which are one object for the garbage collector however many things there are. */
@NullMarked
package io.kuajie.recommend.domain.index;

import org.jspecify.annotations.NullMarked;
