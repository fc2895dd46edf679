package io.kuajie.recommend.app;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says so where the brokers are away, and answers are made of what was known before. */
@Singleton
class StaleHeader {
    static final String NAME = "Kuajie-Stale-Since";

    private final Views views;

    StaleHeader(Views views) {
        this.views = views;
    }

    @ServerResponseFilter
    void add(ContainerResponseContext response) {
        views.silentSince().ifPresent(since -> response.getHeaders().putSingle(NAME, since.toString()));
    }
}
