/** Runs the cleaning topology inside the service. */
@NullMarked
package io.kuajie.ingest.app.cleaning;

import org.jspecify.annotations.NullMarked;
