package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.rejected.RejectedLog;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.topology.CleaningSetup;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells what cleaning made of an import's events, once it has passed all of them. */
@ApplicationScoped
public class CleaningReport {
    private static final long PATIENCE_SECONDS = 10;

    private final Platform platform;
    private final RejectedLog rejected;

    CleaningReport(Platform platform, RejectedLog rejected) {
        this.platform = platform;
        this.rejected = rejected;
    }

    /**
     * What became of the events that the door accepted.
     *
     * @param complete whether cleaning has passed all of them; the figures are those of before
     * @param clean events that passed
     * @param rejected by reason code; duplicates are among them
     */
    public record Cleaned(boolean complete, long clean, Map<String, Long> rejected) {
        static final Cleaned UNKNOWN = new Cleaned(false, 0, Map.of());
    }

    Cleaned of(ImportKey key, ImportReport report) {
        if (!hasPassed(report.offsetByPartition())) {
            return Cleaned.UNKNOWN;
        }
        RejectedLog.Tally tally = rejected.tally(key.partner(), key.name(), Instant.ofEpochMilli(report.startedAt()));
        long sum =
                tally.countByCode().values().stream().mapToLong(Long::longValue).sum();
        return new Cleaned(tally.isComplete(), report.accepted() - sum, tally.countByCode());
    }

    private boolean hasPassed(Map<Integer, Long> offsetByPartition) {
        String raw = platform.nameOf(TopicCatalog.BEHAVIOR_RAW);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return offsetByPartition.entrySet().stream().allMatch(written -> {
            OffsetAndMetadata next = committed.get(new TopicPartition(raw, written.getKey()));
            return next != null && next.offset() > written.getValue();
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = Admin.create(platform.kafka())) {
            return admin.listConsumerGroupOffsets(CleaningSetup.group(platform.prefix()))
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Requests.later(503, "The broker does not answer; ask again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; ask again.", e);
        }
    }
}
