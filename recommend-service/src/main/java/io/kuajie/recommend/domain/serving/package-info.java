/** From a request to a ranked, explained list. */
@NullMarked
package io.kuajie.recommend.domain.serving;

import org.jspecify.annotations.NullMarked;
