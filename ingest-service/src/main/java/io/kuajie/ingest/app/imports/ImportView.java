package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kuajie.ingest.domain.imports.ImportReport;
import java.time.Instant;
import java.util.Map;

/**
 * How far an import has come, as the interface shows it.
 *
 * @param lines from the start of the file whose outcome is certain
 * @param accepted events made of them
 * @param rejected events refused at the door, by reason code
 * @param running whether the file is being sent now
 * @param alreadyImported whether this request changed nothing, because the import was complete before
 */
public record ImportView(
        @JsonProperty("import") String name,
        long lines,
        long accepted,
        Map<String, Long> rejected,
        boolean complete,
        boolean running,
        boolean alreadyImported,
        Instant startedAt,
        Instant updatedAt) {
    static ImportView of(String name, ImportReport report, boolean running, boolean alreadyImported) {
        return new ImportView(
                name,
                report.lines(),
                report.accepted(),
                report.rejectedByCode(),
                report.isComplete(),
                running,
                alreadyImported,
                Instant.ofEpochMilli(report.startedAt()),
                Instant.ofEpochMilli(report.updatedAt()));
    }
}
