/** From calls of the Segment vocabulary to events. */
@NullMarked
package io.kuajie.ingest.domain.segment;

import org.jspecify.annotations.NullMarked;
