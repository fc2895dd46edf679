package io.kuajie.ingest.app;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.kernel.PartnerId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The partner whose writer key opened an endpoint that demands one. */
@RequestScoped
public class CurrentCaller {
    private final SecurityIdentity identity;

    public CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller's partner; empty for an operator. */
    public Optional<PartnerId> partner() {
        KeyRing.Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        return Optional.ofNullable(caller.partner());
    }

    public Sender sender() {
        KeyRing.Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        return new Sender(caller.requirePartner(), caller.requireDomain());
    }
}
