/** Tracking plans: kept in a topic, changed and tried out over HTTP. */
@NullMarked
package io.kuajie.ingest.app.plan;

import org.jspecify.annotations.NullMarked;
