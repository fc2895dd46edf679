/** Tests of what is known of corrections. */
@NullMarked
package io.kuajie.ingest.domain.rejected;

import org.jspecify.annotations.NullMarked;
