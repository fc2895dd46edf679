package io.kuajie.ingest.app;

import io.kuajie.edge.Platform;
import io.kuajie.edge.PlatformSettings;
import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.Pursuit;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.cleaning.PartnerHabits;
import io.kuajie.ingest.domain.cleaning.Policies;
import io.kuajie.ingest.domain.cleaning.Policy;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.identity.LinkForm;
import io.kuajie.ingest.domain.identity.MatchKeys;
import io.kuajie.ingest.domain.segment.ClaimReader;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The domain's objects, made of the settings. */
final class IngestBeans {
    @Produces
    @Singleton
    Limits limits(IngestSettings settings) {
        return Limits.of(settings.ingest());
    }

    @Produces
    @Singleton
    EnvelopeParser envelopeParser(Limits limits) {
        return new EnvelopeParser(limits.maxBatchItems());
    }

    @Produces
    @Singleton
    PersonRates personRates(IngestSettings settings) {
        var bots = settings.ingest().bots();
        return new PersonRates(bots.messagesPerSecond(), bots.messagesPerMinute());
    }

    @Produces
    @Singleton
    PersonSequences personSequences(IngestSettings settings) {
        var bots = settings.ingest().bots();
        return new PersonSequences(Map.of(
                Pursuit.VIEWING, bots.itemsViewedPerMinute(),
                Pursuit.ORDERING, bots.ordersPerMinute(),
                Pursuit.REVIEWING, bots.itemsReviewedPerMinute()));
    }

    @Produces
    @Singleton
    SegmentMapper segmentMapper(
            Pseudonymizer pseudonymizer, Limits limits, PlatformSettings settings, Scrutiny scrutiny) {
        Map<PartnerId, Domain> domainByPartner = settings.partners().entrySet().stream()
                .collect(Collectors.toMap(
                        partner -> new PartnerId(partner.getKey()),
                        partner -> new Domain(partner.getValue().domain())));
        return new SegmentMapper(
                        pseudonymizer,
                        new ItemNames(domainByPartner),
                        limits.fallbackCurrency(),
                        limits.maxEventBytes(),
                        () -> UUID.randomUUID().toString())
                .with(scrutiny);
    }

    @Produces
    @Singleton
    CleaningRules cleaningRules(IngestSettings settings, Partners partners, Normalisation normalisation) {
        Map<PartnerId, Set<String>> ignored = settings.ingest().cleaning().ignoredEvents().entrySet().stream()
                .collect(Collectors.toMap(entry -> new PartnerId(entry.getKey()), Map.Entry::getValue));
        List<Policy> policies = new ArrayList<>(Policies.standard(partners.ids()));
        policies.add(Policies.wanted(ignored));
        return new CleaningRules(normalisation, List.copyOf(policies));
    }

    @Produces
    @Singleton
    Partners partners(PlatformSettings settings) {
        return new Partners(
                settings.partners().keySet().stream().map(PartnerId::new).collect(Collectors.toUnmodifiableSet()));
    }

    @Produces
    @Singleton
    Normalisation normalisation(IngestSettings settings) {
        return new Normalisation(settings.ingest().cleaning().partners().entrySet().stream()
                .collect(Collectors.toMap(
                        partner -> new PartnerId(partner.getKey()),
                        partner -> new PartnerHabits(
                                partner.getValue().categories(),
                                partner.getValue().bestRating(),
                                partner.getValue().progressInPercent()))));
    }

    @Produces
    @Singleton
    LinkForm linkForm(Pseudonymizer pseudonymizer, Partners partners) {
        return new LinkForm(pseudonymizer, partners.ids());
    }

    @Produces
    @Singleton
    ClaimReader claimReader(
            Pseudonymizer pseudonymizer, Platform.FormerPseudonymizers former, IngestSettings settings) {
        IngestSettings.Identity identity = settings.ingest().identity();
        MatchKeys matchKeys = identity.matchSecret()
                .map(secret -> new MatchKeys(Pseudonymizer.ofBase64(secret), identity.phoneRegion()))
                .orElse(null);
        return new ClaimReader(pseudonymizer, former.newestFirst(), matchKeys);
    }
}
