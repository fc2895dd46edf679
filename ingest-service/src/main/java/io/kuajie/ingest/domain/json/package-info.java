/** JSON as the hot path reads it: one pass over the bytes, no objects a field. */
@NullMarked
package io.kuajie.ingest.domain.json;

import org.jspecify.annotations.NullMarked;
