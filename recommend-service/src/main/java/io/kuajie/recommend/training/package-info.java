/** Learning in a process of its own: what it is told, what it tells, and the process itself. */
@NullMarked
package io.kuajie.recommend.training;

import org.jspecify.annotations.NullMarked;
