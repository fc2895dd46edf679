package io.kuajie.ingest.app.plan;

import io.kuajie.events.TrackingPlanVersion;
import io.kuajie.ingest.domain.plan.PlanDraft;
import io.kuajie.ingest.domain.plan.Reaction;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.TreeMap;

/** Tracking plans as records, and back. */
final class PlanRecords {
    private PlanRecords() {}

    static TrackingPlanVersion record(PartnerId partner, long version, PlanDraft draft, Instant at) {
        return TrackingPlanVersion.newBuilder()
                .setPartner(partner.value())
                .setVersion(version)
                .setOnViolation(draft.onViolation().wireName())
                .setUnplanned(draft.unplanned().wireName())
                .setSchemas(draft.schemaByEvent())
                .setChangedAt(at)
                .build();
    }

    /** @throws IllegalArgumentException if a reaction is unknown, such as one of a later version of the service */
    static PlanDraft draft(TrackingPlanVersion version) {
        return new PlanDraft(
                reaction(version.getOnViolation()),
                reaction(version.getUnplanned()),
                new TreeMap<>(version.getSchemas()));
    }

    private static Reaction reaction(String name) {
        return Reaction.fromWireName(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown reaction '%s'".formatted(name)));
    }
}
