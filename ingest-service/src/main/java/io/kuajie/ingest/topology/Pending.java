package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.SourcePosition;

/** A raw record between the steps. @param bytes the record in the present schema, header included */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Pending(byte[] bytes, RawEvent event, SourcePosition position) {}
