/** Values that every ring of every service speaks of: keys, money, time decay, action weights. JDK only. */
@NullMarked
package io.kuajie.kernel;

import org.jspecify.annotations.NullMarked;
