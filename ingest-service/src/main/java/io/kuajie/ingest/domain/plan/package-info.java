/** Tracking plans: what a partner says its events look like, as one JSON Schema an event. */
@NullMarked
package io.kuajie.ingest.domain.plan;

import org.jspecify.annotations.NullMarked;
