package io.kuajie.ingest.topology;

import io.kuajie.events.RawBehavior;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.SourcePosition;

/** A raw record between the steps. */
record Pending(RawBehavior raw, RawEvent event, SourcePosition position) {}
