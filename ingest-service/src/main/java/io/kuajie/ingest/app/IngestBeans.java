package io.kuajie.ingest.app;

import io.kuajie.edge.PlatformSettings;
import io.kuajie.ingest.domain.identity.LinkForm;
import io.kuajie.ingest.domain.identity.LinkVersions;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
    SegmentMapper segmentMapper(Pseudonymizer pseudonymizer, Limits limits) {
        return new SegmentMapper(
                pseudonymizer,
                limits.fallbackCurrency(),
                limits.maxEventBytes(),
                () -> UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    Partners partners(PlatformSettings settings) {
        return new Partners(
                settings.partners().keySet().stream().map(PartnerId::new).collect(Collectors.toUnmodifiableSet()));
    }

    @Produces
    @Singleton
    LinkForm linkForm(Pseudonymizer pseudonymizer, Partners partners) {
        return new LinkForm(pseudonymizer, partners.ids());
    }

    @Produces
    @Singleton
    LinkVersions linkVersions() {
        return new LinkVersions();
    }
}
