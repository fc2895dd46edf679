package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kuajie.ingest.domain.imports.ImportReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come, as the interface shows it.
 *
 * @param lines from the start of the file whose outcome is certain
 * @param accepted events made of them
 * @param skipped lines of them that are no events by the mapping
 * @param rejected events refused at the door, by reason code
 * @param running whether the file is being sent, or fetched, now
 * @param alreadyImported whether this request changed nothing, because the import was complete before
 * @param problem why a pull has ended early
 * @param cleaning what cleaning made of the accepted events, where it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportView(
        @JsonProperty("import") String name,
        long lines,
        long accepted,
        long skipped,
        Map<String, Long> rejected,
        boolean complete,
        boolean running,
        boolean alreadyImported,
        Instant startedAt,
        Instant updatedAt,
        @Nullable String problem,
        CleaningReport.@Nullable Cleaned cleaning) {
    static ImportView of(String name, ImportReport report, boolean running, boolean alreadyImported) {
        return new ImportView(
                name,
                report.lines(),
                report.accepted(),
                report.skipped(),
                report.rejectedByCode(),
                report.isComplete(),
                running,
                alreadyImported,
                Instant.ofEpochMilli(report.startedAt()),
                Instant.ofEpochMilli(report.updatedAt()),
                null,
                null);
    }

    ImportView with(@Nullable String trouble, CleaningReport.@Nullable Cleaned cleaned) {
        return new ImportView(
                name,
                lines,
                accepted,
                skipped,
                rejected,
                complete,
                running,
                alreadyImported,
                startedAt,
                updatedAt,
                trouble,
                cleaned);
    }
}
