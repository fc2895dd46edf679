package io.kuajie.campaign.app.outbox;

import io.kuajie.campaign.domain.effect.Outcome;
import io.kuajie.events.Position;

/** An outcome as campaign.outcomes tells it. */
final class OutcomeRecord {
    private OutcomeRecord() {}

    static io.kuajie.events.Outcome of(Outcome outcome) {
        return io.kuajie.events.Outcome.newBuilder()
                .setCampaign(outcome.campaign().value())
                .setKind(outcome.kind().wireName())
                .setRequestId(outcome.request().value())
                .setLeaf(outcome.leaf())
                .setPerson(outcome.person())
                .setItem(outcome.item())
                .setAmount(OfferRecord.amount(outcome.amount()))
                .setPosition(new Position(
                        outcome.position().partition(), outcome.position().offset()))
                .setOccurredAt(outcome.occurredAt())
                .build();
    }
}
