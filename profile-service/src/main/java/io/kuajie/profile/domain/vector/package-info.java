/** The behaviour vector: named decayed masses laid out as a fixed number of floats. */
@NullMarked
package io.kuajie.profile.domain.vector;

import org.jspecify.annotations.NullMarked;
