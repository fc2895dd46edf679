package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.domain.campaign.Campaign;
import io.kuajie.campaign.domain.campaign.Terms;
import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.kernel.PartnerId;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asks, and so what they see: an operator everything, a partner the campaigns it issues or hosts. @param partner null for an operator */
record Viewer(@Nullable PartnerId partner) {
    static Viewer of(SecurityIdentity identity) {
        KeyRing.Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        return new Viewer(caller.partner());
    }

    boolean sees(Terms terms) {
        return partner == null || terms.isParty(partner);
    }

    /** For whom this caller may approve: a partner for itself, an operator for both. */
    Set<PartnerId> approvesFor(Campaign campaign) {
        return partner == null ? campaign.terms().parties() : Set.of(partner);
    }

    /** What idempotency keys are told apart by. */
    String name() {
        return partner == null ? "" : partner.value();
    }
}
