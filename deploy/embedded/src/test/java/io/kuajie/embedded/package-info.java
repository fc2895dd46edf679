/** Tests of the embedded servers. */
@NullMarked
package io.kuajie.embedded;

import org.jspecify.annotations.NullMarked;
