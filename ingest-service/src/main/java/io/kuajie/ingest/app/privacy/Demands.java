package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.PrivacyDesk;
import io.kuajie.events.Erasure;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.domain.privacy.DemandForm;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Purpose;
import io.kuajie.topics.TopicCatalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** People's demands: made, and followed until every service has answered. */
@Startup
@ApplicationScoped
class Demands {
    private final PrivacyDesk desk;
    private final NamedLeaves named;
    private final Delivery delivery;
    private final Clock clock;
    private final Duration overdueAfter;

    Demands(
            PrivacyDesk desk,
            NamedLeaves named,
            Delivery delivery,
            Clock clock,
            IngestSettings settings,
            MeterRegistry meters) {
        this.desk = desk;
        this.named = named;
        this.delivery = delivery;
        this.clock = clock;
        this.overdueAfter = settings.ingest().demandOverdueAfter();
        Gauge.builder("kuajie.privacy.demands.open", () -> open(Instant.MAX)).register(meters);
        Gauge.builder(
                        "kuajie.privacy.demands.overdue",
                        () -> open(clock.instant().minus(overdueAfter)))
                .register(meters);
        Gauge.builder("kuajie.privacy.demands.oldest", this::oldestSeconds)
                .description("How long the oldest demand that is not answered has been open; 0 where all are.")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Makes the demand; one that is open already for the same person and kind is not made again. */
    DemandView make(PartnerId partner, DemandForm.Demand demand) {
        List<String> leaves = named.all(partner, demand.userId(), demand.anonymousId()).stream()
                .map(LeafKey::toString)
                .toList();
        String kind = demand.kind().wireName();
        return desk.requests().stream()
                .filter(request -> request.getKind().equals(kind)
                        && request.getLeaves().getFirst().equals(leaves.getFirst()))
                .map(request -> DemandView.of(request, desk))
                .filter(view -> !view.isDone())
                .findFirst()
                .orElseGet(() -> made(partner, kind, leaves));
    }

    private DemandView made(PartnerId partner, String kind, List<String> leaves) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        PrivacyRequest request = new PrivacyRequest(id, partner.value(), kind, leaves, now);
        List<Outbound> records = new ArrayList<>();
        if (kind.equals(DemandForm.Kind.ERASURE.wireName())) {
            leaves.forEach(leaf -> records.addAll(erasing(leaf, id, now)));
        }
        records.add(delivery.outbound(TopicCatalog.PRIVACY_REQUESTS, id, request, now.toEpochMilli()));
        delivery.deliver(records);
        return DemandView.of(request, desk);
    }

    /** The demand, and the end of what the person said about consent, which is kept by pseudonym as well. */
    private List<Outbound> erasing(String leaf, String request, Instant now) {
        List<Outbound> records = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            String key = leaf + "|" + purpose.wireName();
            records.add(delivery.outbound(TopicCatalog.PRIVACY_CONSENTS, key, null, now.toEpochMilli()));
            // What was carried over from a former pseudonym has a key of its own.
            records.add(delivery.outbound(TopicCatalog.PRIVACY_CONSENTS, key + "|carried", null, now.toEpochMilli()));
        }
        Erasure erasure = new Erasure(leaf, request, now);
        records.add(delivery.outbound(TopicCatalog.PRIVACY_ERASURES, leaf, erasure, now.toEpochMilli()));
        return records;
    }

    Optional<PrivacyRequest> find(PartnerId partner, String id) {
        return desk.request(id).filter(request -> request.getPartner().equals(partner.value()));
    }

    DemandView view(PrivacyRequest request) {
        return DemandView.of(request, desk);
    }

    /** The partner's demands, latest first. */
    List<PrivacyRequest> of(PartnerId partner) {
        return desk.requests().stream()
                .filter(request -> request.getPartner().equals(partner.value()))
                .sorted(Comparator.comparing(PrivacyRequest::getRequestedAt)
                        .thenComparing(PrivacyRequest::getRequest)
                        .reversed())
                .toList();
    }

    private long open(Instant before) {
        return open().filter(request -> request.getRequestedAt().isBefore(before))
                .count();
    }

    private long oldestSeconds() {
        Instant now = clock.instant();
        return open().map(PrivacyRequest::getRequestedAt)
                .min(Comparator.naturalOrder())
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
                .orElse(0L);
    }

    private Stream<PrivacyRequest> open() {
        return desk.requests().stream().filter(request -> !view(request).isDone());
    }
}
