package io.kuajie.ingest.app;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.delivery.CurrentTrace;
import io.kuajie.ingest.app.delivery.TraceContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells in each answer of a resource which trace its request belongs to; the door does so itself. */
public class TraceFilter {
    private static final Logger LOG = Logger.getLogger(TraceFilter.class);
    private static final int FAILURE = 500;

    private final CurrentTrace current;

    TraceFilter(CurrentTrace current) {
        this.current = current;
    }

    @ServerResponseFilter
    public void tell(ContainerResponseContext response) {
        TraceContext trace = current.get();
        if (trace == null) {
            return;
        }
        response.getHeaders().putSingle(TraceContext.RESPONSE, trace.toString());
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.in(trace.id()));
        }
        if (response.getStatus() == FAILURE) {
            LOG.errorf("The failure before this one was of a request of trace %s", trace.id());
        }
    }
}
