/** A person in the terminal. */
@NullMarked
package io.kuajie.local.portrait;

import org.jspecify.annotations.NullMarked;
