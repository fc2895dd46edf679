package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.mapping.Mapping;
import java.time.Duration;

/** How the lines of a file are read. */
public sealed interface ImportFormat {
    /** How much later than it says everything is taken to have happened. */
    Duration shift();

    /** Lines that a mapping file explains. */
    record Explained(Mapping mapping, Duration shift) implements ImportFormat {}

    /** Lines that are messages of the Segment vocabulary. */
    record SegmentMessages(Duration shift) implements ImportFormat {}
}
