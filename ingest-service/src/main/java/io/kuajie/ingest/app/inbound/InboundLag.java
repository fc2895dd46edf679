package io.kuajie.ingest.app.inbound;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Platform;
import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.IngestSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds how much of what each partner has written is still to be copied. Every instance tells all of it: what no instance
 * copies would be told by none.
 */
@ApplicationScoped
public class InboundLag {
    private static final Logger LOG = Logger.getLogger(InboundLag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Platform platform;
    private final PartnerTopics partnerTopics;
    private final IngestMetrics metrics;
    private final boolean isEnabled;
    private @Nullable Thread thread;

    InboundLag(Platform platform, KeyRing partners, IngestMetrics metrics, IngestSettings settings) {
        this.platform = platform;
        this.partnerTopics = InboundTopics.partnerTopics(platform, partners);
        this.metrics = metrics;
        this.isEnabled = settings.ingest().inbound().enabled();
    }

    void start(@Observes StartupEvent event) {
        if (isEnabled) {
            thread = Thread.ofVirtual().name("inbound-lag").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(CLOSING);
        }
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks until that fails. */
    private void look() throws InterruptedException {
        try (TopicLag lag = new TopicLag(
                platform.kafka(),
                InboundTopics.group(platform),
                topic -> partnerTopics.sender(topic).isPresent())) {
            while (true) {
                tell(lag.look());
                Thread.sleep(INTERVAL);
            }
        } catch (ExecutionException | RuntimeException e) {
            // Whatever it is, a figure that stays as it was would be taken for the present one.
            LOG.warnf("How far inbound topics are copied is not known; it is looked up again: %s", e);
            metrics.inboundLagUnknown();
        }
    }

    private void tell(Map<String, Long> lagByTopic) {
        Map<String, Long> lagByPartner = new HashMap<>();
        lagByTopic.forEach((topic, records) -> partnerTopics
                .sender(topic)
                .ifPresent(sender -> lagByPartner.put(sender.partner().value(), records)));
        metrics.inboundLag(lagByPartner);
    }
}
