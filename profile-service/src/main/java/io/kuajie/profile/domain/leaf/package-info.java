/** What one leaf's events add up to: decayed masses, exact counts and spend, and which person the leaf belongs to. */
@NullMarked
package io.kuajie.profile.domain.leaf;

import org.jspecify.annotations.NullMarked;
