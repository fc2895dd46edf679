/** Text for a terminal: status lines, progress bars and tables that know how wide Chinese characters are. */
@NullMarked
package io.kuajie.local.terminal;

import org.jspecify.annotations.NullMarked;
