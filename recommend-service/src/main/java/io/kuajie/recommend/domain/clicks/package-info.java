/** How likely a shown item is clicked, and ordered, learnt from what became of served lists. */
@NullMarked
package io.kuajie.recommend.domain.clicks;

import org.jspecify.annotations.NullMarked;
