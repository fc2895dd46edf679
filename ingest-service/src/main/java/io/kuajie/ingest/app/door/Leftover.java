package io.kuajie.ingest.app.door;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What is still to come of a request that is refused. It is read and forgotten, so that the connection serves the next request: a new one
 * costs both sides more than reading a batch. Whoever does not say how much is to come, or says too much, or takes too long over it, loses
 * the connection; over HTTP/2, where a connection bears other requests too, the stream.
 */
final class Leftover {
    private static final long LEAST_MILLIS = Duration.ofSeconds(1).toMillis();
    /** A line of a megabit a second. */
    private static final long BYTES_A_MILLI = 125;

    private static final long UNSTATED = -1;
    /** What tells an HTTP/2 client to send no more of a request that is answered (RFC 9113, 8.1). */
    private static final long NO_ERROR = 0;

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
        if (isWorthReading(request)) {
            giveUpUnlessItComes(request);
        } else {
            if (request.version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            context.response().endHandler(done -> giveUp(request));
        }
        request.resume();
    }

    private void giveUp(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else if (!request.isEnded()) {
            context.response().reset(NO_ERROR);
        }
    }

    private boolean isWorthReading(HttpServerRequest request) {
        long stated = statedBytes(request);
        // Whether a client that waits for leave to send will send the body or another request after a refusal, nobody
        // knows.
        boolean isBounded = stated >= 0 && stated <= limit;
        return isBounded && !isAsking(request);
    }

    private void giveUpUnlessItComes(HttpServerRequest request) {
        long timer = context.vertx().setTimer(LEAST_MILLIS + limit / BYTES_A_MILLI, late -> giveUp(request));
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
