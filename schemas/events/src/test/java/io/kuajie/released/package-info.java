/** The released versions of the schemas, and the rules that keep them compatible. */
@NullMarked
package io.kuajie.released;

import org.jspecify.annotations.NullMarked;
