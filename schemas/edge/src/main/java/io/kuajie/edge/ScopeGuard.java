package io.kuajie.edge;

import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** Refuses keys that are limited to other scopes than the resource's. */
public class ScopeGuard {
    private final SecurityIdentity identity;

    public ScopeGuard(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    public void guard(SimpleResourceInfo resource) {
        KeyRing.@Nullable Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        if (caller == null || caller.scopes().isEmpty()) {
            return;
        }
        Scope scope = resource.getResourceClass().getAnnotation(Scope.class);
        if (scope == null || !caller.may(scope.value())) {
            throw Problem.of(
                            403,
                            scope == null
                                    ? "This key is limited to scopes, and this address has none; use a key without limits."
                                    : "This key lacks the scope %s; use another, or have one issued."
                                            .formatted(scope.value()))
                    .toException();
        }
    }
}
