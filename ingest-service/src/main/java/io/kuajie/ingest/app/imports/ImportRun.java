package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Dispatch;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.domain.imports.Line;
import io.kuajie.ingest.domain.imports.LineIntake;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One sending of one import's file. Lines are sent as they arrive; every so many lines, and whenever the sender pauses, the run
 * waits for the broker and writes the ledger. A run that ends early leaves the ledger at lines whose outcome is certain; the
 * lines after them are sent again under the same message ids, and cleaning tells those that had arrived.
 */
final class ImportRun {
    /** A sender that sends nothing for so long has its lines entered into the ledger. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Lines given to the producer at once. */
    private static final int TOGETHER = 500;

    private final ImportKey key;
    private final LineIntake intake;
    private final Delivery delivery;
    private final EventOutbound outbound;
    private final ImportLedger ledger;
    private final TraceContext trace;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final int checkpointLines;
    private final boolean isMarked;

    private final List<Mapped> outcomes = new ArrayList<>();
    private final List<Outbound> unsent = new ArrayList<>();
    private final List<Dispatch> dispatches = new ArrayList<>();
    private Receipt receipt = Receipt.EMPTY;
    private ImportReport report;
    private long lines;
    private long skipped;
    private volatile boolean stopping;

    /** @param trace of whoever asked for it; @param isMarked whether the feed marks where the ledger may be written; else any line will do */
    ImportRun(
            ImportKey key,
            LineIntake intake,
            ImportReport report,
            Delivery delivery,
            EventOutbound outbound,
            ImportLedger ledger,
            TraceContext trace,
            IngestMetrics metrics,
            Clock clock,
            int checkpointLines,
            boolean isMarked) {
        this.key = key;
        this.intake = intake;
        this.report = report;
        this.delivery = delivery;
        this.outbound = outbound;
        this.ledger = ledger;
        this.trace = trace;
        this.metrics = metrics;
        this.clock = clock;
        this.checkpointLines = checkpointLines;
        this.isMarked = isMarked;
    }

    /** Makes the run end at the next line. */
    void stop() {
        stopping = true;
    }

    /** The highest positions this run wrote. */
    Receipt receipt() {
        return receipt;
    }

    /**
     * Takes the file to its end.
     *
     * @throws IOException if the sender breaks off; what had arrived is in the ledger
     */
    ImportReport run(LineFeed file) throws IOException, InterruptedException {
        long done = report.lines();
        while (true) {
            switch (file.poll(PAUSE)) {
                case null -> checkpointUnmarked();
                case LineFeed.Next.One one -> take(one.line(), done, file.isEmpty());
                case LineFeed.Next.Mark mark -> {
                    report = report.at(mark.cursor());
                    checkpoint();
                }
                case LineFeed.Next.Broken broken -> {
                    checkpointUnmarked();
                    throw broken.cause();
                }
                case LineFeed.Next.End end -> {
                    checkpoint();
                    report = report.completed(clock.millis());
                    ledger.write(key, report);
                    return report;
                }
            }
            endIfStopping();
        }
    }

    private void take(Line line, long done, boolean isLastForNow) {
        intake.see(line);
        if (line.number() > done) {
            long now = clock.millis();
            lines++;
            List<Mapped> made = intake.outcomes(line, now);
            skipped += made.isEmpty() ? 1 : 0;
            for (Mapped outcome : made) {
                outcomes.add(outcome);
                unsent.add(outbound.of(outcome, now, trace));
            }
        }
        if (lines >= checkpointLines) {
            checkpointUnmarked();
        }
        if (isLastForNow || unsent.size() >= TOGETHER) {
            send();
        }
    }

    private void endIfStopping() {
        if (stopping) {
            checkpointUnmarked();
            throw Requests.later(503, "The service is stopping; send the file again, and it goes on here.", null);
        }
    }

    private void send() {
        if (!unsent.isEmpty()) {
            dispatches.add(delivery.dispatch(List.copyOf(unsent)));
            unsent.clear();
        }
    }

    /** Between marks there is no place to begin again at. */
    private void checkpointUnmarked() {
        if (!isMarked) {
            checkpoint();
        }
    }

    private void checkpoint() {
        if (lines == 0 && !isMarked) {
            return;
        }
        send();
        Receipt written = Receipt.EMPTY;
        for (Dispatch dispatch : dispatches) {
            written = written.plus(delivery.settle(dispatch));
        }
        dispatches.clear();
        receipt = receipt.plus(written);
        metrics.passedDoor(outcomes);
        report = report.plus(further(written), clock.millis());
        lines = 0;
        skipped = 0;
        outcomes.clear();
        ledger.write(key, report);
    }

    private ImportReport.Further further(Receipt written) {
        Map<String, Long> rejectedByCode = new TreeMap<>();
        for (Mapped outcome : outcomes) {
            if (outcome instanceof Refused refused) {
                rejectedByCode.merge(refused.reason().code(), 1L, Long::sum);
            }
        }
        long rejected =
                rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
        return new ImportReport.Further(
                lines, outcomes.size() - rejected, skipped, rejectedByCode, written.offsetByPartition());
    }
}
