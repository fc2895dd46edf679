package io.kuajie.ingest.app.door;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What is still to come of a request that is refused. It is read and forgotten, so that the connection serves the next request: a new one
 * costs both sides more than reading a batch. Whoever does not say how much is to come, or says too much, or takes too long over it, loses
 * the connection.
 */
final class Leftover {
    /** A batch of the usual limit comes through a line of a megabit in this time. */
    private static final long MOST_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final int TOO_SLOW = 408;
    private static final long UNSTATED = -1;

    private final RoutingContext context;
    private final int limit;

    /** @param limit most bytes that are read for nothing */
    Leftover(RoutingContext context, int limit) {
        this.context = context;
        this.limit = limit;
    }

    /** Decides, before the answer is sent, what becomes of the rest. */
    void abandon() {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            if (isWorthReading(request)) {
                closeUnlessItComes(request);
            } else {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                context.response().endHandler(done -> request.connection().close());
            }
        }
        request.resume();
    }

    private boolean isWorthReading(HttpServerRequest request) {
        long stated = statedBytes(request);
        // Whether a client that waits for leave to send will send the body or another request after a refusal, nobody
        // knows.
        boolean isBounded = stated >= 0 && stated <= limit;
        return isBounded && !isAsking(request) && context.response().getStatusCode() != TOO_SLOW;
    }

    private void closeUnlessItComes(HttpServerRequest request) {
        long timer = context.vertx()
                .setTimer(MOST_MILLIS, late -> request.connection().close());
        request.endHandler(ended -> context.vertx().cancelTimer(timer));
        request.exceptionHandler(failure -> context.vertx().cancelTimer(timer));
    }

    /** Whether the client waits for leave to send the body. */
    static boolean isAsking(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true);
    }

    /** How long the body is as the head tells it; -1 where it doesn't. */
    static long statedBytes(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? UNSTATED : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return UNSTATED;
        }
    }
}
