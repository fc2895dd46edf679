/** Groups of people by a written condition, whose members change with every event and with time. */
@NullMarked
package io.kuajie.profile.domain.segment;

import org.jspecify.annotations.NullMarked;
