package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.app.rejected.RejectedLog;
import io.kuajie.ingest.domain.imports.ImportReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Tells what cleaning made of an import's events, once it has passed all of them. */
@ApplicationScoped
public class CleaningReport {
    private final RawTopic raw;
    private final RejectedLog rejected;

    CleaningReport(RawTopic raw, RejectedLog rejected) {
        this.raw = raw;
        this.rejected = rejected;
    }

    /**
     * What became of the events that the door accepted.
     *
     * @param complete whether cleaning has passed all of them; the figures are those of before
     * @param clean events that passed
     * @param rejected by reason code; duplicates are among them, but not what was sent again because a sending ended early
     */
    public record Cleaned(boolean complete, long clean, Map<String, Long> rejected) {
        static final Cleaned UNKNOWN = new Cleaned(false, 0, Map.of());
    }

    Cleaned of(ImportKey key, ImportReport report) {
        if (!raw.isCleaned(report.offsetByPartition())) {
            return Cleaned.UNKNOWN;
        }
        RejectedLog.Tally tally = rejected.tally(key.partner(), key.name(), report);
        long sum =
                tally.countByCode().values().stream().mapToLong(Long::longValue).sum();
        return new Cleaned(tally.isComplete(), report.accepted() - sum, tally.countByCode());
    }
}
