/** What may be used for whom. */
@NullMarked
package io.kuajie.recommend.domain.consent;

import org.jspecify.annotations.NullMarked;
