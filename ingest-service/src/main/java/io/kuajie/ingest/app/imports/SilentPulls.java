package io.kuajie.ingest.app.imports;

import io.kuajie.edge.KeyRing;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Goes on with pulls whose instance has died: the ledger tells what was ordered, how far it came, and when anybody last worked at it. Two
 * instances that begin at the same moment do the work twice and nothing else, because events keep their message ids.
 */
@ApplicationScoped
public class SilentPulls {
    private static final Logger LOG = Logger.getLogger(SilentPulls.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final ImportLedger ledger;
    private final Imports imports;
    private final KeyRing partners;
    private final Duration resumeAfter;
    private final Clock clock;

    SilentPulls(ImportLedger ledger, Imports imports, KeyRing partners, IngestSettings settings, Clock clock) {
        this.ledger = ledger;
        this.imports = imports;
        this.partners = partners;
        this.resumeAfter = settings.ingest().pull().resumeAfter();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(
                BETWEEN_LOOKS.toMillis(),
                timer -> Thread.ofVirtual().name("silent-pulls").start(this::look));
    }

    private void look() {
        if (ledger.isComplete()) {
            ledger.silentPulls(clock.millis() - resumeAfter.toMillis()).forEach(this::goOn);
        }
    }

    private void goOn(ImportKey key, ImportReport report) {
        String order = report.order();
        if (order == null || imports.isRunning(key) || imports.problem(key).isPresent()) {
            return;
        }
        try {
            Sender sender = partners.domainOf(key.partner())
                    .map(domain -> new Sender(key.partner(), domain))
                    .orElseThrow(() -> new IllegalArgumentException("The partner is not configured"));
            LOG.infof("Going on with the pull %s from line %d", key, report.lines());
            imports.pull(sender, Pull.parse(order));
        } catch (WebApplicationException | IllegalArgumentException e) {
            imports.ended(key, "It can't go on: " + e.getMessage());
        }
    }
}
