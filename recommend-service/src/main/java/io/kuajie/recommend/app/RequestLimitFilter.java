package io.kuajie.recommend.app;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Holds all requests to the {@link RequestLimits} but those that {@link ListRoute} has counted. */
public class RequestLimitFilter {
    /** Stands in the request's context where it was counted. */
    static final String COUNTED = "kuajie.counted";

    private final SecurityIdentity identity;
    private final RequestLimits limits;
    private final CurrentVertxRequest request;

    RequestLimitFilter(SecurityIdentity identity, RequestLimits limits, CurrentVertxRequest request) {
        this.identity = identity;
        this.limits = limits;
        this.request = request;
    }

    @ServerRequestFilter
    public void limit() {
        @Nullable Caller caller = identity.getAttribute(KeyAuthentication.CALLER);
        if (caller != null && request.getCurrent().get(COUNTED) == null) {
            limits.require(caller, 1);
        }
    }
}
