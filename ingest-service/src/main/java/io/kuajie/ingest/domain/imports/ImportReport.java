package io.kuajie.ingest.domain.imports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param lines from the start of the file whose outcome is certain
 * @param accepted events made of them
 * @param skipped lines of them that are no events
 * @param rejectedByCode events refused at the door, by reason code
 * @param cursor where a pull goes on; null at its beginning, and for files
 * @param order what a pull was told, as JSON, until it has ended; null for files
 * @param offsetByPartition highest position written, by partition of behavior.raw
 * @param sendings of the file, or of what was left of it, the latest in their order
 * @param isComplete whether the end of the file was reached
 * @param startedAt when it was first started, in milliseconds since the epoch
 * @param updatedAt milliseconds since the epoch
 */
public record ImportReport(
        long lines,
        long accepted,
        long skipped,
        Map<String, Long> rejectedByCode,
        @Nullable String cursor,
        @Nullable String order,
        Map<Integer, Long> offsetByPartition,
        List<Sending> sendings,
        boolean isComplete,
        long startedAt,
        long updatedAt) {
    /** A sender that breaks off again and again has only its latest sendings told apart. */
    private static final int MOST_SENDINGS = 100;

    public ImportReport {
        sendings = List.copyOf(sendings.subList(Math.max(0, sendings.size() - MOST_SENDINGS), sendings.size()));
        rejectedByCode = Map.copyOf(rejectedByCode);
        offsetByPartition = Map.copyOf(offsetByPartition);
    }

    /** What further lines came to. @param rejectedByCode and offsetByPartition as the report's */
    public record Further(
            long lines,
            long accepted,
            long skipped,
            Map<String, Long> rejectedByCode,
            Map<Integer, Long> offsetByPartition) {}

    /** An import that begins. */
    public static ImportReport begun(long startedAt) {
        return new ImportReport(0, 0, 0, Map.of(), null, null, Map.of(), List.of(), false, startedAt, startedAt);
    }

    /** The file is sent, or sent again. @param ends where behavior.raw ends now, by partition */
    public ImportReport sending(Map<Integer, Long> ends, long at) {
        List<Sending> more = Stream.concat(sendings.stream(), Stream.of(new Sending(ends, offsetByPartition)))
                .toList();
        return new ImportReport(
                lines,
                accepted,
                skipped,
                rejectedByCode,
                cursor,
                order,
                offsetByPartition,
                more,
                isComplete,
                startedAt,
                at);
    }

    /** Further lines are done. */
    public ImportReport plus(Further further, long at) {
        Map<String, Long> rejected = new TreeMap<>(rejectedByCode);
        further.rejectedByCode().forEach((code, count) -> rejected.merge(code, count, Long::sum));
        Map<Integer, Long> offsets = new TreeMap<>(offsetByPartition);
        further.offsetByPartition().forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return new ImportReport(
                lines + further.lines(),
                accepted + further.accepted(),
                skipped + further.skipped(),
                rejected,
                cursor,
                order,
                offsets,
                sendings,
                isComplete,
                startedAt,
                at);
    }

    /** The next page of a pull begins there. */
    public ImportReport at(@Nullable String next) {
        return new ImportReport(
                lines,
                accepted,
                skipped,
                rejectedByCode,
                next,
                order,
                offsetByPartition,
                sendings,
                isComplete,
                startedAt,
                updatedAt);
    }

    /** A pull is told what to fetch. */
    public ImportReport ordered(String told, long at) {
        return new ImportReport(
                lines,
                accepted,
                skipped,
                rejectedByCode,
                cursor,
                told,
                offsetByPartition,
                sendings,
                isComplete,
                startedAt,
                at);
    }

    /** The end of the file was reached. */
    public ImportReport completed(long at) {
        return new ImportReport(
                lines,
                accepted,
                skipped,
                rejectedByCode,
                cursor,
                null,
                offsetByPartition,
                sendings,
                true,
                startedAt,
                at);
    }
}
