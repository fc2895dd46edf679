package io.kuajie.ingest.app;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.delivery.CurrentTrace;
import io.kuajie.ingest.app.delivery.TraceContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells in each answer of a resource, and in all that is logged meanwhile, which trace its request belongs to; the door does so itself. */
public class TraceFilter {
    /** As the format of the log names it. */
    private static final String LOGGED = "traceId";

    private final CurrentTrace current;

    TraceFilter(CurrentTrace current) {
        this.current = current;
    }

    @ServerRequestFilter(preMatching = true)
    public void begin() {
        TraceContext trace = current.get();
        if (trace != null) {
            MDC.put(LOGGED, trace.id());
        }
    }

    @ServerResponseFilter
    public void tell(ContainerResponseContext response) {
        MDC.remove(LOGGED);
        TraceContext trace = current.get();
        if (trace == null) {
            return;
        }
        response.getHeaders().putSingle(TraceContext.RESPONSE, trace.toString());
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.in(trace.id()));
        }
    }
}
