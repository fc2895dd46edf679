package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Mapped;
import java.util.List;

/** Makes events of a file's lines. */
public interface LineMapper {
    /** Whether line 1 tells what the others mean; it is then given to {@link #header} even when it was done before. */
    boolean hasHeader();

    /** Takes line 1. */
    void header(String text);

    /** The events of this line, or why there are none; empty where the mapping says that it is none. @param receivedAt milliseconds since the epoch */
    List<Mapped> map(long line, String text, long receivedAt);

    /** What is kept of a line that is refused for its form, without its user. */
    Mapped refused(long line, String text, io.kuajie.ingest.domain.event.Reason reason);
}
