/** How likely somebody is to do something within days, learnt from what became of those who stood alike. */
@NullMarked
package io.kuajie.profile.domain.propensity;

import org.jspecify.annotations.NullMarked;
