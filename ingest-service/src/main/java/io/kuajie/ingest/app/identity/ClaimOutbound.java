package io.kuajie.ingest.app.identity;

import io.kuajie.events.IdentityClaim;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.RecentClaims;
import io.kuajie.topics.TopicCatalog;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims to identity.claims; those that clients repeat go once an hour. */
@Singleton
public class ClaimOutbound {
    private static final int REMEMBERED = 1 << 17;

    private final Delivery delivery;
    private final RecentClaims recent = new RecentClaims(REMEMBERED);

    ClaimOutbound(Delivery delivery) {
        this.delivery = delivery;
    }

    /** The claims that were not said of late. */
    public List<Claim> fresh(List<Claim> claims) {
        return claims.isEmpty()
                ? claims
                : claims.stream().filter(claim -> !recent.isKnown(claim)).toList();
    }

    /** The claims as records, after those that are to be sent before them. @param trace of the request; null for none */
    public List<Outbound> after(List<Outbound> events, List<Claim> claims, @Nullable TraceContext trace) {
        if (claims.isEmpty()) {
            return events;
        }
        List<Outbound> all = new ArrayList<>(events);
        claims.forEach(claim -> all.add(of(claim, trace)));
        return all;
    }

    /** The broker has them. */
    public void delivered(List<Claim> claims) {
        claims.forEach(recent::note);
    }

    private Outbound of(Claim claim, @Nullable TraceContext trace) {
        IdentityClaim value = new IdentityClaim(
                claim.leaf(),
                claim.relation().wireName(),
                claim.other(),
                claim.holds(),
                claim.anonymous(),
                Instant.ofEpochMilli(claim.at()));
        return delivery.outbound(TopicCatalog.IDENTITY_CLAIMS, claim.key(), value, claim.at(), trace);
    }
}
