/** Keeps identifiers out of what is stored. */
@NullMarked
package io.kuajie.ingest.domain.privacy;

import org.jspecify.annotations.NullMarked;
