package io.kuajie.ingest.app.imports;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.ImportProgress;
import io.kuajie.events.ImportSending;
import io.kuajie.events.Position;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.domain.imports.Sending;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far each import has come, kept in ingest.imports: what is written here is certain to be in behavior.raw or
 * behavior.rejected.
 */
@ApplicationScoped
public class ImportLedger {
    private final Delivery delivery;
    private final Platform platform;
    private final FollowerHealth health;
    private final Map<String, ImportReport> reportByKey = new ConcurrentHashMap<>();
    private volatile @Nullable TopicFollower<ImportProgress> follower;

    ImportLedger(Delivery delivery, Platform platform, FollowerHealth health) {
        this.delivery = delivery;
        this.platform = platform;
        this.health = health;
    }

    void start(@Observes StartupEvent event) {
        String topic = platform.nameOf(TopicCatalog.INGEST_IMPORTS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.INGEST_IMPORTS),
                (key, progress, partition, offset) -> {
                    if (progress != null) {
                        keep(key, report(progress));
                    }
                });
        health.watch(topic, follower);
    }

    /** Whether everything written before this service started is known. */
    boolean isComplete() {
        TopicFollower<ImportProgress> running = follower;
        return running != null && running.isCaughtUp();
    }

    /** Pulls that have not ended, of which nothing was heard since then. @param since milliseconds since the epoch */
    Map<ImportKey, ImportReport> silentPulls(long since) {
        Map<ImportKey, ImportReport> silent = new HashMap<>();
        reportByKey.forEach((key, report) -> {
            if (report.order() != null && !report.isComplete() && report.updatedAt() < since) {
                silent.put(ImportKey.parse(key), report);
            }
        });
        return silent;
    }

    Optional<ImportReport> find(ImportKey key) {
        return Optional.ofNullable(reportByKey.get(key.toString()));
    }

    /** Writes the report and returns when the broker has it. */
    void write(ImportKey key, ImportReport report) {
        Outbound record = delivery.outbound(
                TopicCatalog.INGEST_IMPORTS, key.toString(), progress(key, report), report.updatedAt());
        delivery.settle(delivery.dispatch(List.of(record)));
        keep(key.toString(), report);
    }

    private void keep(String key, ImportReport report) {
        reportByKey.merge(key, report, (old, fresh) -> isBehind(fresh, old) ? old : fresh);
    }

    private static boolean isBehind(ImportReport one, ImportReport other) {
        return one.lines() < other.lines() || (other.isComplete() && !one.isComplete());
    }

    private static ImportProgress progress(ImportKey key, ImportReport report) {
        return ImportProgress.newBuilder()
                .setPartner(key.partner().value())
                .setImportId(key.name())
                .setLines(report.lines())
                .setAccepted(report.accepted())
                .setRejected(report.rejectedByCode())
                .setSkipped(report.skipped())
                .setCursor(report.cursor())
                .setOrder(report.order())
                .setPositions(positions(report.offsetByPartition()))
                .setSendings(report.sendings().stream()
                        .map(sending -> new ImportSending(
                                positions(sending.beginByPartition()), positions(sending.writtenByPartition())))
                        .toList())
                .setComplete(report.isComplete())
                .setStartedAt(Instant.ofEpochMilli(report.startedAt()))
                .setUpdatedAt(Instant.ofEpochMilli(report.updatedAt()))
                .build();
    }

    private static ImportReport report(ImportProgress progress) {
        return new ImportReport(
                progress.getLines(),
                progress.getAccepted(),
                progress.getSkipped(),
                progress.getRejected(),
                progress.getCursor(),
                progress.getOrder(),
                offsetByPartition(progress.getPositions()),
                progress.getSendings().stream()
                        .map(sending -> new Sending(
                                offsetByPartition(sending.getBegins()), offsetByPartition(sending.getWritten())))
                        .toList(),
                progress.getComplete(),
                progress.getStartedAt().toEpochMilli(),
                progress.getUpdatedAt().toEpochMilli());
    }

    private static List<Position> positions(Map<Integer, Long> offsetByPartition) {
        return offsetByPartition.entrySet().stream()
                .map(position -> new Position(position.getKey(), position.getValue()))
                .toList();
    }

    private static Map<Integer, Long> offsetByPartition(List<Position> positions) {
        return positions.stream().collect(Collectors.toMap(Position::getPartition, Position::getOffset, Math::max));
    }

    @PreDestroy
    void close() {
        TopicFollower<ImportProgress> running = follower;
        if (running != null) {
            running.close();
        }
    }
}
