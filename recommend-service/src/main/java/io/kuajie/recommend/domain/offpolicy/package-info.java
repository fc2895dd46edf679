/** What another policy would have earned, estimated from the lists that were shown. */
@NullMarked
package io.kuajie.recommend.domain.offpolicy;

import org.jspecify.annotations.NullMarked;
