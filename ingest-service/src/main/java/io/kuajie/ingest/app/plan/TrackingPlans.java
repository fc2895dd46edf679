package io.kuajie.ingest.app.plan;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.edge.Problem;
import io.kuajie.events.TrackingPlanVersion;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.Sighting;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.plan.PlanDraft;
import io.kuajie.ingest.domain.plan.Reaction;
import io.kuajie.ingest.domain.plan.TrackingPlan;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The partners' tracking plans in all versions: written to ingest.plans, and read back from it into memory. */
@Singleton
public class TrackingPlans implements Scrutiny {
    private static final Logger LOG = Logger.getLogger(TrackingPlans.class);

    private final Delivery delivery;
    private final Platform platform;
    private final FollowerHealth health;
    private final PersonRates rates;
    private final PersonSequences sequences;
    private final Map<PartnerId, NavigableMap<Long, TrackingPlanVersion>> versionsByPartner = new ConcurrentHashMap<>();
    private final Map<PartnerId, Held> heldByPartner = new ConcurrentHashMap<>();
    private volatile @Nullable TopicFollower<TrackingPlanVersion> follower;

    private record Held(long version, TrackingPlan plan) {}

    TrackingPlans(
            Delivery delivery, Platform platform, FollowerHealth health, PersonRates rates, PersonSequences sequences) {
        this.delivery = delivery;
        this.platform = platform;
        this.health = health;
        this.rates = rates;
        this.sequences = sequences;
    }

    void start(@Observes StartupEvent event) {
        String topic = platform.nameOf(TopicCatalog.INGEST_PLANS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.INGEST_PLANS),
                (key, version, partition, offset) -> {
                    if (version != null) {
                        keep(version);
                    }
                });
        health.watch(topic, follower);
    }

    @Override
    public boolean hasPlan(PartnerId partner) {
        return heldByPartner.containsKey(partner);
    }

    @Override
    public Verdict planned(PartnerId partner, String event, Json described) {
        Held held = heldByPartner.get(partner);
        return held == null ? Verdict.FITS : held.plan().verdict(event, described);
    }

    @Override
    public void expect(List<Sighting> sightings) {
        rates.expect(sightings);
        sequences.expect(sightings);
    }

    @Override
    public boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt) {
        return rates.isTooMany(leaf, occurredAt, receivedAt);
    }

    @Override
    public boolean isImpossible(RawEvent event) {
        return sequences.isImpossible(event);
    }

    /** The partner's versions, the latest first. */
    List<TrackingPlanVersion> versions(PartnerId partner) {
        return List.copyOf(versionsOf(partner).descendingMap().values());
    }

    /** The version that holds. */
    Optional<TrackingPlanVersion> latest(PartnerId partner) {
        return Optional.ofNullable(versionsOf(partner).lastEntry()).map(Map.Entry::getValue);
    }

    /**
     * Writes the next version and returns when the broker has it.
     *
     * @param based the version that the sender has seen; null to replace whichever holds
     */
    synchronized TrackingPlanVersion put(PartnerId partner, PlanDraft draft, @Nullable Long based, Instant at) {
        long latest = latest(partner).map(TrackingPlanVersion::getVersion).orElse(0L);
        if (based != null && based != latest) {
            throw Problem.of(
                            409,
                            "The plan has version %d by now and not %d; look at it and send yours again."
                                    .formatted(latest, based))
                    .toException();
        }
        TrackingPlanVersion next = PlanRecords.record(partner, latest + 1, draft, at);
        String key = partner + "@" + next.getVersion();
        delivery.deliver(List.of(delivery.outbound(TopicCatalog.INGEST_PLANS, key, next, at.toEpochMilli())));
        keep(next);
        return next;
    }

    private NavigableMap<Long, TrackingPlanVersion> versionsOf(PartnerId partner) {
        return versionsByPartner.getOrDefault(partner, new TreeMap<>());
    }

    private void keep(TrackingPlanVersion version) {
        PartnerId partner = new PartnerId(version.getPartner());
        versionsByPartner
                .computeIfAbsent(partner, unknown -> new ConcurrentSkipListMap<>())
                .put(version.getVersion(), version);
        heldByPartner.compute(
                partner, (key, held) -> held != null && held.version() >= version.getVersion() ? held : held(version));
    }

    private static @Nullable Held held(TrackingPlanVersion version) {
        try {
            PlanDraft draft = PlanRecords.draft(version);
            boolean isEmpty = draft.schemaByEvent().isEmpty() && draft.unplanned() == Reaction.PASS;
            return isEmpty ? null : new Held(version.getVersion(), new TrackingPlan(draft));
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "Version %d of the tracking plan of %s can't be used and is passed over: %s",
                    version.getVersion(), version.getPartner(), e.getMessage());
            return null;
        }
    }

    @PreDestroy
    void close() {
        TopicFollower<TrackingPlanVersion> running = follower;
        if (running != null) {
            running.close();
        }
    }
}
