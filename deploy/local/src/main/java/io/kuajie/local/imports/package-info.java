/** Files on their way through a door's imports: sent until they are complete, and reported. */
@NullMarked
package io.kuajie.local.imports;

import org.jspecify.annotations.NullMarked;
