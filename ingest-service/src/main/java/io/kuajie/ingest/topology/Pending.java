package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.SourcePosition;
import org.jspecify.annotations.Nullable;

/** A raw record between the steps. @param bytes the record in the present schema, header included; null where it must be written anew */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Pending(byte @Nullable [] bytes, RawEvent event, SourcePosition position) {
    /** The same of an event said otherwise. */
    Pending with(RawEvent other) {
        return other == event ? this : new Pending(null, other, position);
    }
}
