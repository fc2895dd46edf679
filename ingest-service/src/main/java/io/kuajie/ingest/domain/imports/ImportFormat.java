package io.kuajie.ingest.domain.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the lines of a file are read. */
public sealed interface ImportFormat {
    /** How much later than it says everything is taken to have happened. */
    Duration shift();

    /**
     * Lines of columns.
     *
     * @param columns what they say, in order; empty where the header line tells
     * @param fewest columns a line must have; it may leave out those at the end beyond
     * @param isQuoted whether a column may stand in double quotes
     * @param hasHeader whether line 1 names the columns
     * @param actionByText what action texts mean; where empty, they are event names or actions themselves
     * @param action what a line without action column means
     */
    record Columns(
            List<Column> columns,
            int fewest,
            char delimiter,
            boolean isQuoted,
            boolean hasHeader,
            TimeForm time,
            Map<String, String> actionByText,
            String action,
            Duration shift)
            implements ImportFormat {
        /** The same with the columns a header line names. */
        Columns withColumns(List<Column> named) {
            return new Columns(named, named.size(), delimiter, isQuoted, hasHeader, time, actionByText, action, shift);
        }
    }

    /** Lines that are messages of the Segment vocabulary. */
    record SegmentMessages(Duration shift) implements ImportFormat {}
}
