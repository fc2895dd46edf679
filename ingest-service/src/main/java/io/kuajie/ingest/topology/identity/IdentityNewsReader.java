package io.kuajie.ingest.topology.identity;

import io.kuajie.events.Consent;
import io.kuajie.events.Erasure;
import io.kuajie.events.IdentityClaim;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.ConsentCarrier;
import io.kuajie.ingest.domain.identity.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From records to the domain. What makes no sense is skipped: it would not make sense the next time. */
final class IdentityNewsReader {
    private IdentityNewsReader() {}

    static List<IdentityNews> claim(@Nullable IdentityClaim claim) {
        if (claim == null || claim.getLeaf().equals(claim.getOther())) {
            return List.of();
        }
        return Relation.fromWireName(claim.getRelation())
                .<List<IdentityNews>>map(relation -> List.of(new IdentityNews.Claimed(new Claim(
                        claim.getLeaf(),
                        relation,
                        claim.getOther(),
                        claim.getHolds(),
                        claim.getAnonymous(),
                        claim.getClaimedAt().toEpochMilli()))))
                .orElse(List.of());
    }

    static List<IdentityNews> consent(@Nullable Consent consent) {
        if (consent == null) {
            return List.of();
        }
        var expiresAt = consent.getExpiresAt();
        return List.of(new IdentityNews.Consented(
                consent.getLeaf(),
                new ConsentCarrier.Said(
                        consent.getPurpose(),
                        consent.getStatus(),
                        consent.getGivenAt().toEpochMilli(),
                        expiresAt == null ? null : expiresAt.toEpochMilli(),
                        consent.getPolicy())));
    }

    static List<IdentityNews> erasure(@Nullable Erasure erasure) {
        return erasure == null
                ? List.of()
                : List.of(new IdentityNews.Erased(
                        erasure.getLeaf(), erasure.getRequestedAt().toEpochMilli()));
    }
}
