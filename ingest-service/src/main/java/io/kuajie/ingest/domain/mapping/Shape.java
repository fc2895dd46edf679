package io.kuajie.ingest.domain.mapping;

import java.util.List;

/** What a line looks like. */
public sealed interface Shape {
    /**
     * Columns.
     *
     * @param names in order; empty where the header line tells
     * @param fewest columns a line must have; it may leave out those at the end beyond
     * @param isQuoted whether a column may stand in double quotes
     * @param hasHeader whether line 1 names the columns
     */
    record Columns(List<String> names, int fewest, char delimiter, boolean isQuoted, boolean hasHeader)
            implements Shape {
        public Columns {
            names = List.copyOf(names);
        }

        Columns named(List<String> header) {
            return new Columns(header, header.size(), delimiter, isQuoted, hasHeader);
        }
    }

    /** One JSON object. */
    record JsonObject() implements Shape {}

    /** A line of an access log. @param fields what stands in it, in order; {@code -} for what is not looked at */
    record AccessLog(List<String> fields) implements Shape {
        public AccessLog {
            fields = List.copyOf(fields);
        }
    }
}
