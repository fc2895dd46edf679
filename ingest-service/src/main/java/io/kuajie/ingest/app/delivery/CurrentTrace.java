package io.kuajie.ingest.app.delivery;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The trace of the request that the thread works for. Event loops of the door have many at once, and hand theirs on themselves. */
@Singleton
public class CurrentTrace {
    private final CurrentVertxRequest request;

    CurrentTrace(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Null where the thread works for no request. */
    public @Nullable TraceContext get() {
        RoutingContext context = Arc.container().requestContext().isActive() ? request.getCurrent() : null;
        if (context == null) {
            return null;
        }
        TraceContext known = context.get(TraceContext.HEADER);
        if (known != null) {
            return known;
        }
        TraceContext trace = TraceContext.of(context.request().getHeader(TraceContext.HEADER));
        context.put(TraceContext.HEADER, trace);
        return trace;
    }
}
