/** What people declare of themselves, made so coarse that it may leave the door. */
@NullMarked
package io.kuajie.ingest.domain.traits;

import org.jspecify.annotations.NullMarked;
