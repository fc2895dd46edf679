package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Sender;

/**
 * The import a line belongs to.
 *
 * @param startedAt when the import first began, in milliseconds since the epoch: the time of lines that state none
 */
public record LineContext(Sender sender, String importName, long startedAt) {
    /** The message id of a line, the same however often the file is sent. */
    String messageId(long line) {
        return "imp:" + importName + ":" + line;
    }
}
