package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.CurrentTrace;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.domain.imports.LineReader;
import io.kuajie.kernel.PartnerId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The imports that run, one of a name at a time, and those that have run. */
@ApplicationScoped
public class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);

    private final ImportLedger ledger;
    private final RawTopic raw;
    private final Delivery delivery;
    private final EventOutbound outbound;
    private final LineMappers mappers;
    private final PartnerApis apis;
    private final CurrentTrace trace;
    private final IngestMetrics metrics;
    private final IngestSettings.Imports settings;
    private final Clock clock;
    private final Map<ImportKey, Optional<ImportRun>> runByKey = new ConcurrentHashMap<>();
    /** Why a pull ended early; forgotten when it goes on. */
    private final Map<ImportKey, String> problemByKey = new ConcurrentHashMap<>();

    Imports(
            ImportLedger ledger,
            RawTopic raw,
            Delivery delivery,
            EventOutbound outbound,
            LineMappers mappers,
            PartnerApis apis,
            CurrentTrace trace,
            IngestMetrics metrics,
            IngestSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.raw = raw;
        this.delivery = delivery;
        this.outbound = outbound;
        this.mappers = mappers;
        this.apis = apis;
        this.trace = trace;
        this.metrics = metrics;
        this.settings = settings.ingest().imports();
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

    /** Why the import does not go on by itself; empty if it does, or nothing is wrong. */
    Optional<String> problem(ImportKey key) {
        return Optional.ofNullable(problemByKey.get(key));
    }

    /** Imports the file, or what is left of it; nothing if it was complete before. */
    Ended run(Sender sender, ImportOptions options, InputStream file) throws IOException {
        ImportKey key = reserved(sender, options);
        try {
            ImportReport report = begun(key);
            if (report.isComplete()) {
                return new Ended(report, Receipt.EMPTY, true);
            }
            ImportRun run = run(key, sender, options, sent(key, report), false);
            LineReader lines = new LineReader(Requests.plain(file), settings.maxLineBytes());
            try (LineFeed feed = new LineFeed(LineFeed.of(lines))) {
                return new Ended(run.run(feed), run.receipt(), false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Requests.later(503, "The service is stopping; send the file again, and it goes on here.", e);
        } finally {
            runByKey.remove(key);
        }
    }

    /** Begins to fetch, or goes on where the last run ended, and returns at once; does nothing if it was complete before. */
    Ended pull(Sender sender, Pull pull) {
        apis.requireAllowed(sender.partner(), pull.order());
        ImportKey key = reserved(sender, pull.options());
        try {
            ImportReport known = begun(key);
            if (known.isComplete()) {
                runByKey.remove(key);
                return new Ended(known, Receipt.EMPTY, true);
            }
            ImportReport report = sent(key, known.ordered(pull.text(), clock.millis()));
            ImportRun run = run(key, sender, pull.options(), report, true);
            LineFeed.Source pages = apis.pages(sender.partner(), pull.order(), report, settings.maxLineBytes());
            problemByKey.remove(key);
            Thread.ofVirtual().name("pull").start(() -> pull(key, run, pages));
            return new Ended(report, Receipt.EMPTY, false);
        } catch (RuntimeException e) {
            runByKey.remove(key);
            throw e;
        }
    }

    private void pull(ImportKey key, ImportRun run, LineFeed.Source pages) {
        try (LineFeed feed = new LineFeed(pages)) {
            run.run(feed);
        } catch (IOException | WebApplicationException e) {
            ended(key, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runByKey.remove(key);
        }
    }

    /** A pull does not go on before somebody asks for it again. */
    void ended(ImportKey key, String problem) {
        LOG.warnf("The pull %s ended early: %s", key, problem);
        problemByKey.put(key, problem);
    }

    void stop(@Observes ShutdownEvent event) {
        runByKey.values().forEach(run -> run.ifPresent(ImportRun::stop));
    }

    private ImportRun run(ImportKey key, Sender sender, ImportOptions options, ImportReport report, boolean isMarked) {
        TraceContext asked = trace.get();
        ImportRun run = new ImportRun(
                key,
                mappers.intake(sender, options, report.startedAt()),
                report,
                delivery,
                outbound,
                ledger,
                asked == null ? TraceContext.begun() : asked,
                metrics,
                clock,
                settings.checkpointLines(),
                isMarked);
        runByKey.put(key, Optional.of(run));
        return run;
    }

    private ImportKey reserved(Sender sender, ImportOptions options) {
        if (!ledger.isComplete()) {
            throw Requests.later(503, "The ledger of imports is being read; send the file again.", null);
        }
        ImportKey key = new ImportKey(sender.partner(), options.name());
        if (runByKey.size() >= settings.maxRunning()) {
            throw Requests.later(429, "Too many imports run; send the file when one has ended.", null);
        }
        if (runningOf(sender.partner()) >= mostOfOne()) {
            throw Requests.later(
                    429,
                    "This partner has %d imports running, and others need room; send the file when one has ended."
                            .formatted(mostOfOne()),
                    null);
        }
        if (runByKey.putIfAbsent(key, Optional.empty()) != null) {
            throw Problem.of(409, "An import of this name runs; wait for it, or give this one another name.")
                    .toException();
        }
        return key;
    }

    private long runningOf(PartnerId partner) {
        return runByKey.keySet().stream()
                .filter(key -> key.partner().equals(partner))
                .count();
    }

    private int mostOfOne() {
        return Math.max(1, settings.maxRunning() - 1);
    }

    private ImportReport begun(ImportKey key) {
        return ledger.find(key).orElseGet(() -> ImportReport.begun(clock.millis()));
    }

    /**
     * Writes the start first: lines without a time happened then, however often the file is sent. And notes where behavior.raw ends: what
     * an earlier sending has left over stands before that. Brokers don't tell of what they have not acknowledged, as while one of them is
     * being given up; that they acknowledge something now says that this is over.
     */
    private ImportReport sent(ImportKey key, ImportReport report) {
        ledger.write(key, report);
        ImportReport sending = report.sending(raw.ends(), clock.millis());
        ledger.write(key, sending);
        return sending;
    }
}
