package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.imports.ExplainedLineMapper;
import io.kuajie.ingest.domain.imports.ImportFormat;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.domain.imports.LineContext;
import io.kuajie.ingest.domain.imports.LineIntake;
import io.kuajie.ingest.domain.imports.LineMapper;
import io.kuajie.ingest.domain.imports.LineReader;
import io.kuajie.ingest.domain.imports.SegmentLineMapper;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Pseudonymizer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The imports that run, one of a name at a time, and those that have run. */
@ApplicationScoped
public class Imports {
    private final ImportLedger ledger;
    private final Delivery delivery;
    private final EventOutbound outbound;
    private final SegmentMapper segmentMapper;
    private final Pseudonymizer pseudonymizer;
    private final IngestMetrics metrics;
    private final IngestSettings.Imports settings;
    private final Limits limits;
    private final Clock clock;
    private final Map<ImportKey, Optional<ImportRun>> runByKey = new ConcurrentHashMap<>();

    Imports(
            ImportLedger ledger,
            Delivery delivery,
            EventOutbound outbound,
            SegmentMapper segmentMapper,
            Pseudonymizer pseudonymizer,
            IngestMetrics metrics,
            IngestSettings settings,
            Limits limits,
            Clock clock) {
        this.ledger = ledger;
        this.delivery = delivery;
        this.outbound = outbound;
        this.segmentMapper = segmentMapper;
        this.pseudonymizer = pseudonymizer;
        this.metrics = metrics;
        this.settings = settings.ingest().imports();
        this.limits = limits;
        this.clock = clock;
    }

    /** How a request to import ended. */
    record Ended(ImportReport report, Receipt receipt, boolean isOld) {}

    Optional<ImportReport> report(ImportKey key) {
        return ledger.find(key);
    }

    boolean isRunning(ImportKey key) {
        return runByKey.containsKey(key);
    }

    /** Imports the file, or what is left of it; nothing if it was complete before. */
    Ended run(Sender sender, ImportOptions options, InputStream file) throws IOException {
        if (!ledger.isComplete()) {
            throw Requests.later(503, "The ledger of imports is being read; send the file again.", null);
        }
        ImportKey key = new ImportKey(sender.partner(), options.name());
        reserve(key);
        try {
            ImportReport report = ledger.find(key).orElseGet(() -> begin(key));
            if (report.isComplete()) {
                return new Ended(report, Receipt.EMPTY, true);
            }
            ImportRun run = new ImportRun(
                    key,
                    new LineIntake(mapper(sender, options, report)),
                    report,
                    delivery,
                    outbound,
                    ledger,
                    metrics,
                    clock,
                    settings.checkpointLines());
            runByKey.put(key, Optional.of(run));
            try (LineFeed feed = new LineFeed(new LineReader(Requests.plain(file), settings.maxLineBytes()))) {
                return new Ended(run.run(feed), run.receipt(), false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; send the file again, and it goes on here.", e);
        } finally {
            runByKey.remove(key);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        runByKey.values().forEach(run -> run.ifPresent(ImportRun::stop));
    }

    private void reserve(ImportKey key) {
        if (runByKey.size() >= settings.maxRunning()) {
            throw Requests.later(429, "Too many imports run; send the file when one has ended.", null);
        }
        if (runByKey.putIfAbsent(key, Optional.empty()) != null) {
            throw Problem.of(409, "An import of this name runs; wait for it, or give this one another name.")
                    .toException();
        }
    }

    /** Writes the start first: lines without a time happened then, however often the file is sent. */
    private ImportReport begin(ImportKey key) {
        ImportReport begun = ImportReport.begun(clock.millis());
        ledger.write(key, begun);
        return begun;
    }

    private LineMapper mapper(Sender sender, ImportOptions options, ImportReport report) {
        Sender speaker = options.domain() == null ? sender : new Sender(sender.partner(), options.domain());
        LineContext context = new LineContext(speaker, options.name(), report.startedAt());
        return switch (options.format()) {
            case ImportFormat.Explained explained ->
                new ExplainedLineMapper(
                        explained.mapping(), explained.shift(), context, pseudonymizer, limits.fallbackCurrency());
            case ImportFormat.SegmentMessages messages ->
                new SegmentLineMapper(segmentMapper, context, messages.shift());
        };
    }
}
