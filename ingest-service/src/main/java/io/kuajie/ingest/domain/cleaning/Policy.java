package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.RawEvent;
import java.util.Optional;

/** One rule an event must pass. It looks at nothing but the event, so that a replay gives the same answer. */
@FunctionalInterface
public interface Policy {
    Optional<Violation> violation(RawEvent event);
}
