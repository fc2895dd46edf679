/** The HTTP door of the Segment vocabulary. */
@NullMarked
package io.kuajie.ingest.app.door;

import org.jspecify.annotations.NullMarked;
