/** Finding the first of many without sorting all. */
@NullMarked
package io.kuajie.recommend.domain.order;

import org.jspecify.annotations.NullMarked;
