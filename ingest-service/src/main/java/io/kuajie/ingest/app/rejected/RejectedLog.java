package io.kuajie.ingest.app.rejected;

import io.kuajie.edge.Platform;
import io.kuajie.events.Position;
import io.kuajie.events.RejectedBehavior;
import io.kuajie.ingest.domain.imports.CleaningTally;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What behavior.rejected holds. */
@ApplicationScoped
public class RejectedLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_READ = 500_000;

    private final TopicReader<RejectedBehavior> topic;

    RejectedLog(Platform platform) {
        this.topic = new TopicReader<>(platform, TopicCatalog.BEHAVIOR_REJECTED);
    }

    /** What is looked for; null is anything. */
    record Query(
            PartnerId partner,
            @Nullable String code,
            @Nullable String messageId,
            @Nullable String importName,
            @Nullable Boolean isCorrected) {
        boolean matches(RejectedBehavior rejected) {
            return rejected.getPartner().equals(partner.value())
                    && (code == null || code.equals(rejected.getCode()))
                    && (messageId == null || messageId.equals(rejected.getMessageId()))
                    && (importName == null
                            || importName.equals(rejected.getOrigin().getId()));
        }

        boolean matches(RejectedView view) {
            return isCorrected == null || isCorrected == (view.correctedAt() != null);
        }
    }

    /** What cleaning rejected. @param isComplete whether all of it was looked at */
    public record Tally(Map<String, Long> countByCode, boolean isComplete) {}

    /** The latest matches first; what a sender repeats is shown as it came last. */
    RejectedResource.Found search(Query query, Instant since, int limit, CorrectionLog.Told corrections) {
        SequencedMap<Object, RejectedView> found = new LinkedHashMap<>();
        boolean complete = topic.read(since, MOST_READ, PATIENCE, (position, value) -> {
            if (query.matches(value)) {
                RejectedView view = RejectedView.of(position, value).with(corrections.ledger());
                if (query.matches(view)) {
                    found.putLast(view.said(), view);
                }
                if (found.size() > limit) {
                    found.pollFirstEntry();
                }
            }
        });
        List<RejectedView> latest = new ArrayList<>(found.values());
        latest.sort(Comparator.comparing(RejectedView::rejectedAt).reversed());
        return new RejectedResource.Found(latest, complete && corrections.isComplete());
    }

    /** Counts what cleaning rejected of an import's events. */
    public Tally tally(PartnerId partner, String importName, ImportReport report) {
        Query query = new Query(partner, null, null, importName, null);
        CleaningTally tally = new CleaningTally(report.sendings());
        Instant since = Instant.ofEpochMilli(report.startedAt());
        boolean complete = topic.read(since, Integer.MAX_VALUE, LONG_PATIENCE, (stands, value) -> {
            Position position = value.getPosition();
            if (position != null && query.matches(value)) {
                tally.take(rejection(position, value));
            }
        });
        return new Tally(tally.countByCode(), complete);
    }

    private static CleaningTally.Rejection rejection(Position position, RejectedBehavior value) {
        Position first = value.getFirstPosition();
        return new CleaningTally.Rejection(
                position(position),
                first == null ? null : position(first),
                Objects.requireNonNullElse(value.getOrigin().getLine(), 0L),
                value.getMessageId(),
                value.getCode());
    }

    private static SourcePosition position(Position position) {
        return new SourcePosition(position.getPartition(), position.getOffset());
    }

    /** What was rejected at a position of behavior.rejected, if it was this partner's. */
    Optional<RejectedView> at(PartnerId partner, SourcePosition position) {
        return topic.at(position)
                .filter(value -> value.getPartner().equals(partner.value()))
                .map(value -> RejectedView.of(position, value));
    }
}
