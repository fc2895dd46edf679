/** Groups of people who behave alike: K-means, its quality, and labels that survive a refit. */
@NullMarked
package io.kuajie.profile.domain.cluster;

import org.jspecify.annotations.NullMarked;
