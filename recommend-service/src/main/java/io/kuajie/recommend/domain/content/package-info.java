/** What items are about by their words, and which are about the same. */
@NullMarked
package io.kuajie.recommend.domain.content;

import org.jspecify.annotations.NullMarked;
