package io.kuajie.recommend.app;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as another instance has to be told who is asked in their name.
 *
 * @param authorization the key as it was sent
 * @param partner an operator's {@value Storefront#HEADER}
 * @param isPassedOn whether another instance has passed the request on, so that it goes no further
 */
record Origin(@Nullable String authorization, @Nullable String partner, boolean isPassedOn) {
    /** Marks a request that one instance passes on to another. */
    static final String PASSED_ON = "Kuajie-Passed-On";

    static Origin of(HttpServerRequest request) {
        return new Origin(
                request.getHeader(HttpHeaders.AUTHORIZATION),
                request.getHeader(Storefront.HEADER),
                request.getHeader(PASSED_ON) != null);
    }
}
