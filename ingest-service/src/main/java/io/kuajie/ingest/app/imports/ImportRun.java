package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Dispatch;
import io.kuajie.ingest.app.delivery.EventOutbound;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.Receipt;
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
    private final IngestMetrics metrics;
    private final Clock clock;
    private final int checkpointLines;

    private final List<Mapped> outcomes = new ArrayList<>();
    private final List<Outbound> unsent = new ArrayList<>();
    private final List<Dispatch> dispatches = new ArrayList<>();
    private Receipt receipt = Receipt.EMPTY;
    private ImportReport report;
    private long lines;
    private volatile boolean stopping;

    ImportRun(
            ImportKey key,
            LineIntake intake,
            ImportReport report,
            Delivery delivery,
            EventOutbound outbound,
            ImportLedger ledger,
            IngestMetrics metrics,
            Clock clock,
            int checkpointLines) {
        this.key = key;
        this.intake = intake;
        this.report = report;
        this.delivery = delivery;
        this.outbound = outbound;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
        this.checkpointLines = checkpointLines;
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
                case null -> checkpoint();
                case LineFeed.Next.One one -> take(one.line(), done, file.isEmpty());
                case LineFeed.Next.Broken broken -> {
                    checkpoint();
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
            for (Mapped outcome : intake.outcomes(line, now)) {
                outcomes.add(outcome);
                unsent.add(outbound.of(outcome, now));
            }
        }
        if (lines >= checkpointLines) {
            checkpoint();
        } else if (isLastForNow || unsent.size() >= TOGETHER) {
            send();
        }
    }

    private void endIfStopping() {
        if (stopping) {
            checkpoint();
            throw Requests.later(503, "The service is stopping; send the file again, and it goes on here.", null);
        }
    }

    private void send() {
        if (!unsent.isEmpty()) {
            dispatches.add(delivery.dispatch(List.copyOf(unsent)));
            unsent.clear();
        }
    }

    private void checkpoint() {
        if (lines == 0) {
            return;
        }
        send();
        dispatches.forEach(dispatch -> receipt = receipt.plus(delivery.settle(dispatch)));
        dispatches.clear();
        metrics.passedDoor(outcomes);
        Map<String, Long> rejectedByCode = new TreeMap<>();
        for (Mapped outcome : outcomes) {
            if (outcome instanceof Refused refused) {
                rejectedByCode.merge(refused.reason().code(), 1L, Long::sum);
            }
        }
        long rejected =
                rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
        report = report.plus(lines, outcomes.size() - rejected, rejectedByCode, clock.millis());
        lines = 0;
        outcomes.clear();
        ledger.write(key, report);
    }
}
