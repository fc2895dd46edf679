package io.kuajie.ingest.app.agreements;

import io.kuajie.events.PartnerAgreement;
import io.kuajie.ingest.domain.agreements.Terms;
import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Agreements as records, and back. */
final class AgreementRecords {
    private AgreementRecords() {}

    static PartnerAgreement record(Sides sides, long version, Terms terms, Instant agreedAt) {
        return PartnerAgreement.newBuilder()
                .setSource(sides.source().value())
                .setTarget(sides.target().value())
                .setVersion(version)
                .setUses(terms.uses().stream().sorted().map(DataUse::wireName).toList())
                .setPurpose(terms.purpose().wireName())
                .setValidFrom(terms.validFrom())
                .setValidUntil(terms.validUntil())
                .setAgreedAt(agreedAt)
                .build();
    }

    /** The record's key: each version has its own, so that compaction keeps them all. */
    static String key(PartnerAgreement agreement) {
        return "%s>%s>%d".formatted(agreement.getSource(), agreement.getTarget(), agreement.getVersion());
    }

    static Sides sides(PartnerAgreement agreement) {
        return new Sides(new PartnerId(agreement.getSource()), new PartnerId(agreement.getTarget()));
    }

    /** Empty where it says something that this version of the service does not know. */
    static Optional<Terms> terms(PartnerAgreement agreement) {
        Set<DataUse> uses = agreement.getUses().stream()
                .map(DataUse::fromWireName)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return DataPurpose.fromWireName(agreement.getPurpose())
                .filter(purpose -> uses.size() == agreement.getUses().size())
                .map(purpose -> new Terms(uses, purpose, agreement.getValidFrom(), agreement.getValidUntil()));
    }
}
