/** The command line of the local stack. */
@NullMarked
package io.kuajie.local.cli;

import org.jspecify.annotations.NullMarked;
