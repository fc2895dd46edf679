package io.kuajie.profile.app;

import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says in the reply how stale it may be. */
public class StalenessFilter {
    private final Staleness staleness;

    StalenessFilter(Staleness staleness) {
        this.staleness = staleness;
    }

    @ServerResponseFilter
    public void say(ContainerResponseContext response) {
        staleness.behind().ifPresent(behind -> response.getHeaders().putSingle(Staleness.HEADER, behind));
    }
}
