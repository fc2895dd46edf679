package io.kuajie.campaign.domain.campaign;

import io.kuajie.campaign.domain.campaign.Discount.PercentOff;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A coupon of the beauty shop, shown by the academy, and the two of them. */
final class Samples {
    static final PartnerId ACADEMY = new PartnerId("academy");
    static final PartnerId BLOSSOM = new PartnerId("blossom");
    static final PartnerDirectory PARTNERS = partner -> Optional.ofNullable(
            Map.of(ACADEMY, new Domain("course"), BLOSSOM, new Domain("beauty")).get(partner));

    static final Instant CREATED = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant STARTS = Instant.parse("2026-03-02T00:00:00Z");
    static final Instant DURING = Instant.parse("2026-03-05T00:00:00Z");
    static final Instant ENDS = Instant.parse("2026-03-09T00:00:00Z");

    private Samples() {}

    static Terms terms() {
        return new Terms(
                "春季护肤券",
                Kind.COUPON,
                BLOSSOM,
                ACADEMY,
                new Domain("beauty"),
                List.of(),
                List.of("c1"),
                null,
                new PercentOff(15),
                null,
                Map.of("zh-CN", "学员专享八五折", "en", "15% off for learners"),
                0,
                new Period(STARTS, ENDS));
    }

    static Campaign draft() {
        return Campaign.draft(CampaignId.of(CREATED, new SplittableRandom(1)), terms(), CREATED);
    }

    static Campaign in(State state) {
        Campaign draft = draft();
        return new Campaign(
                draft.id(),
                draft.terms(),
                state,
                Map.of(ACADEMY, CREATED, BLOSSOM, CREATED),
                5,
                CREATED,
                CREATED.plus(Duration.ofHours(1)));
    }

    /** A proposal that is accepted. */
    static Proposal proposal() {
        return Proposal.of(terms());
    }
}
