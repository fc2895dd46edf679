/** Tests of the serde. */
@NullMarked
package io.kuajie.serde;

import org.jspecify.annotations.NullMarked;
