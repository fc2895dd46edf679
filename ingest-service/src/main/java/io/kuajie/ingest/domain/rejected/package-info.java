/** Rejected events, and what is known of their corrections. */
@NullMarked
package io.kuajie.ingest.domain.rejected;

import org.jspecify.annotations.NullMarked;
