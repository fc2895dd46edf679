package io.kuajie.ingest.app.agreements;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.edge.Problem;
import io.kuajie.events.PartnerAgreement;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.agreements.Proposal;
import io.kuajie.ingest.domain.agreements.Terms;
import io.kuajie.kernel.DataPurpose;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The agreements between partners in all versions: written to partner.agreements, and read back from it into memory. */
@Singleton
class Agreements {
    private final Delivery delivery;
    private final Platform platform;
    private final FollowerHealth health;
    private final Map<Sides, NavigableMap<Long, PartnerAgreement>> versionsBySides = new ConcurrentSkipListMap<>();
    private volatile @Nullable TopicFollower<PartnerAgreement> follower;

    Agreements(Delivery delivery, Platform platform, FollowerHealth health) {
        this.delivery = delivery;
        this.platform = platform;
        this.health = health;
    }

    void start(@Observes StartupEvent event) {
        String topic = platform.nameOf(TopicCatalog.PARTNER_AGREEMENTS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.PARTNER_AGREEMENTS),
                (key, version, partition, offset) -> {
                    if (version != null) {
                        keep(version);
                    }
                });
        health.watch(topic, follower);
    }

    /** All pairs between which something was agreed, in order. */
    List<Sides> sides() {
        return List.copyOf(versionsBySides.keySet());
    }

    /** The versions between the two, the latest first. */
    List<PartnerAgreement> versions(Sides sides) {
        NavigableMap<Long, PartnerAgreement> versions = versionsBySides.get(sides);
        return versions == null
                ? List.of()
                : List.copyOf(versions.descendingMap().values());
    }

    /** The version that counts. */
    Optional<PartnerAgreement> latest(Sides sides) {
        return versions(sides).stream().findFirst();
    }

    /**
     * Writes the next version and returns when the broker has it; writes none where the latest one says the same.
     *
     * @throws WebApplicationException 409 if the version that is wanted isn't the next, 503 before the topic has been read
     */
    synchronized PartnerAgreement agree(Sides sides, Proposal proposal, Instant now) {
        requireRead();
        Optional<PartnerAgreement> latest = latest(sides);
        long next = latest.map(PartnerAgreement::getVersion).orElse(0L) + 1;
        Long wanted = proposal.version();
        Optional<PartnerAgreement> said = latest.filter(known -> AgreementRecords.terms(known)
                .filter(terms -> proposal.isSaidBy(terms, now))
                .isPresent());
        if (said.isPresent() && (wanted == null || wanted == next || wanted == next - 1)) {
            return said.get();
        }
        if (wanted != null && wanted != next) {
            throw Problem.of(
                            409,
                            "The next version of this agreement is %d and not %d; look at it and send yours again."
                                    .formatted(next, wanted))
                    .toException();
        }
        return write(sides, next, proposal.terms(now), now);
    }

    /** Ends the agreement by a version without uses; empty where there never was one. */
    synchronized Optional<PartnerAgreement> end(Sides sides, Instant now) {
        requireRead();
        return latest(sides)
                .map(latest -> latest.getUses().isEmpty()
                        ? latest
                        : write(
                                sides,
                                latest.getVersion() + 1,
                                new Terms(Set.of(), DataPurpose.RECOMMENDATIONS, now, null),
                                now));
    }

    private PartnerAgreement write(Sides sides, long version, Terms terms, Instant now) {
        PartnerAgreement agreement = AgreementRecords.record(sides, version, terms, now);
        delivery.deliver(List.of(delivery.outbound(
                TopicCatalog.PARTNER_AGREEMENTS, AgreementRecords.key(agreement), agreement, now.toEpochMilli())));
        // The follower may read it a little later; whoever asks now sees it nevertheless. What it has read of another
        // instance that gave the same number stays.
        versionsOf(agreement).putIfAbsent(version, agreement);
        return agreement;
    }

    /** Numbers can't be given while some versions are unknown. */
    private void requireRead() {
        TopicFollower<PartnerAgreement> reading = follower;
        if (reading == null || !reading.isCaughtUp()) {
            throw Requests.later(503, "The agreements are still being read; ask again in a second.", null);
        }
    }

    private void keep(PartnerAgreement agreement) {
        versionsOf(agreement).put(agreement.getVersion(), agreement);
    }

    private NavigableMap<Long, PartnerAgreement> versionsOf(PartnerAgreement agreement) {
        return versionsBySides.computeIfAbsent(
                AgreementRecords.sides(agreement), unknown -> new ConcurrentSkipListMap<>());
    }

    @PreDestroy
    void close() {
        TopicFollower<PartnerAgreement> running = follower;
        if (running != null) {
            running.close();
        }
    }
}
