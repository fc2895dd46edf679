package io.kuajie.ingest.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * How an event came to the door.
 *
 * @param kind http or import
 * @param id the import's name, or the client library
 * @param line line of an import, from 1
 */
public record Origin(
        String kind, @Nullable String id, @Nullable Long line) {
    /** An event posted by this client library. */
    public static Origin http(@Nullable String library) {
        return new Origin("http", library, null);
    }

    /** A line of a named import. */
    public static Origin line(String name, long line) {
        return new Origin("import", name, line);
    }
}
