package io.kuajie.ingest.domain.imports;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far an import has come.
 *
 * @param lines from the start of the file whose outcome is certain
 * @param accepted events made of them
 * @param rejectedByCode events refused at the door, by reason code
 * @param isComplete whether the end of the file was reached
 * @param startedAt when it was first started, in milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record ImportReport(
        long lines,
        long accepted,
        Map<String, Long> rejectedByCode,
        boolean isComplete,
        long startedAt,
        long updatedAt) {
    public ImportReport {
        rejectedByCode = Map.copyOf(rejectedByCode);
    }

    /** An import that begins. */
    public static ImportReport begun(long startedAt) {
        return new ImportReport(0, 0, Map.of(), false, startedAt, startedAt);
    }

    /** Further lines are done. @param rejected events of them that were refused, by reason code */
    public ImportReport plus(long moreLines, long moreAccepted, Map<String, Long> rejected, long at) {
        Map<String, Long> sum = new TreeMap<>(rejectedByCode);
        rejected.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return new ImportReport(lines + moreLines, accepted + moreAccepted, sum, isComplete, startedAt, at);
    }

    /** The end of the file was reached. */
    public ImportReport completed(long at) {
        return new ImportReport(lines, accepted, rejectedByCode, true, startedAt, at);
    }
}
