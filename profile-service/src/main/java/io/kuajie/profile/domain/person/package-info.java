/** A person as the sum of versioned leaf snapshots, and the portrait that this sum shows. */
@NullMarked
package io.kuajie.profile.domain.person;

import org.jspecify.annotations.NullMarked;
