/** The way from the door to the broker: one producer, bounded, acknowledged. */
@NullMarked
package io.kuajie.ingest.app.delivery;

import org.jspecify.annotations.NullMarked;
