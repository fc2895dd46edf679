package io.kuajie.ingest.app;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.ingest.domain.event.Sender;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The partner whose writer key opened an endpoint that demands one. */
@RequestScoped
public class CurrentCaller {
    private final SecurityIdentity identity;

    public CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Sender sender() {
        KeyRing.Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        return new Sender(caller.requirePartner(), caller.requireDomain());
    }
}
