/** What all people together show, against which one person is measured: quantiles of spending, what tends to follow what. */
@NullMarked
package io.kuajie.profile.domain.population;

import org.jspecify.annotations.NullMarked;
