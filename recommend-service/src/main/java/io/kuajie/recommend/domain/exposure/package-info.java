/** What was shown to whom, and whose: caps, rotation and floors. */
@NullMarked
package io.kuajie.recommend.domain.exposure;

import org.jspecify.annotations.NullMarked;
