package io.kuajie.ingest.app.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one answer to a request. */
final class Replies {
    private static final Logger LOG = Logger.getLogger(Replies.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Official clients take any other body for a failure and send again. */
    private static final Buffer SUCCESS = Buffer.buffer("{\"success\":true}");

    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized("application/json");
    private static final CharSequence POSITIONS = HttpHeaders.createOptimized(Receipt.HEADER);
    private static final CharSequence TRACE = HttpHeaders.createOptimized(TraceContext.RESPONSE);

    private final RoutingContext context;
    private final TraceContext trace;
    private final IntConsumer onRefusal;
    private final Leftover leftover;
    private final Context loop;

    /** @param limit most bytes that the request's body may have; @param onRefusal is told the status */
    Replies(RoutingContext context, int limit, TraceContext trace, IntConsumer onRefusal) {
        this.context = context;
        this.trace = trace;
        this.onRefusal = onRefusal;
        this.leftover = new Leftover(context, limit);
        this.loop = context.vertx().getOrCreateContext();
    }

    /** Runs a step on the request's own event loop, and turns what it throws into an answer. */
    void inTurn(Runnable step) {
        loop.runOnContext(ignored -> guarded(step));
    }

    /** Runs a step, and turns what it throws into an answer. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (WebApplicationException e) {
            refuse(e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Unexpected failure of a request of trace %s", trace.id());
            refuse(Problem.of(500, "An error of ours; it is in the log.").toException());
        }
    }

    void success(Receipt receipt) {
        HttpServerResponse response = context.response();
        if (isOpen(response)) {
            response.putHeader(CONTENT_TYPE, JSON_TYPE)
                    .putHeader(POSITIONS, receipt.toString())
                    .putHeader(TRACE, trace.toString())
                    .end(SUCCESS);
        }
    }

    void unacknowledged(@Nullable Throwable failure) {
        LOG.debugf("The broker has not acknowledged what was sent in trace %s: %s", trace.id(), failure);
        refuse(Requests.later(503, "The broker has not acknowledged in time; send this again.", failure));
    }

    void refuse(WebApplicationException refusal) {
        HttpServerResponse response = context.response();
        if (!isOpen(response)) {
            return;
        }
        Response told = refusal.getResponse();
        onRefusal.accept(told.getStatus());
        told.getHeaders()
                .forEach((name, values) -> values.forEach(value -> response.putHeader(name, value.toString())));
        response.setStatusCode(told.getStatus())
                .putHeader(CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(TRACE, trace.toString());
        if (!context.request().isEnded()) {
            leftover.abandon();
        }
        response.end(body(told));
    }

    private static boolean isOpen(HttpServerResponse response) {
        return !response.ended() && !response.closed();
    }

    private Buffer body(Response told) {
        Object entity = told.hasEntity() ? told.getEntity() : Problem.of(told.getStatus(), "");
        Object body = entity instanceof Problem problem ? problem.in(trace.id()) : entity;
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem can't be written", e);
        }
    }
}
