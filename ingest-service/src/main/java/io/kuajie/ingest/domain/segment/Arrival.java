package io.kuajie.ingest.domain.segment;

import org.jspecify.annotations.Nullable;

/**
 * How and when a message arrived.
 *
 * @param receivedAt milliseconds since the epoch, by the door's clock
 * @param timeless the time, in milliseconds since the epoch, of an event that states none
 * @param live whether {@code sentAt} tells the sender's clock now; a file's old sendings don't
 * @param importName null unless the message is a line of an import
 * @param line the import's line, from 1
 */
public record Arrival(
        long receivedAt,
        long timeless,
        boolean live,
        @Nullable String importName,
        long line) {
    /** A message that is being sent now. */
    public static Arrival live(long receivedAt) {
        return new Arrival(receivedAt, receivedAt, true, null, 0);
    }

    /** A line of a file. @param startedAt when the import first began, for events without a time */
    public static Arrival line(String importName, long line, long startedAt, long receivedAt) {
        return new Arrival(receivedAt, startedAt, false, importName, line);
    }
}
