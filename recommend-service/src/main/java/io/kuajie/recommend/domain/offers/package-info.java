/** Incentives of running campaigns, and which of them fits. */
@NullMarked
package io.kuajie.recommend.domain.offers;

import org.jspecify.annotations.NullMarked;
