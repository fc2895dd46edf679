/** Who somebody is: people in compact form, and the way from a leaf to its person. */
@NullMarked
package io.kuajie.recommend.domain.people;

import org.jspecify.annotations.NullMarked;
