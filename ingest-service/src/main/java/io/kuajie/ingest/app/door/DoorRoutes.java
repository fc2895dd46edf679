package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.IngestMetrics;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.domain.event.Sender;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The addresses for events. They are served on the event loop: a request is read, mapped and given to the producer without a change
 * of thread, and answered when the broker has acknowledged, so that a thousand waiting requests hold no thread.
 */
@ApplicationScoped
public class DoorRoutes {
    private static final List<String> SINGLE = List.of("identify", "track", "page", "screen", "group", "alias");
    private static final List<String> BATCH = List.of("batch", "import");

    /**
     * Behind what browsers ask for from other origins (-300) and before the framework's authentication (-200): the door looks at keys
     * itself, and what stands behind costs as much as mapping an event.
     */
    private static final int ORDER = -250;

    private final Door door;
    private final Bodies bodies;
    private final IngestMetrics metrics;
    private final Limits limits;

    DoorRoutes(Door door, Bodies bodies, IngestMetrics metrics, Limits limits) {
        this.door = door;
        this.bodies = bodies;
        this.metrics = metrics;
        this.limits = limits;
    }

    void add(@Observes Router router) {
        for (String call : SINGLE) {
            post(router, "/v1/" + call, limits.maxEventBytes(), body -> door.single(call, body));
        }
        for (String call : BATCH) {
            post(router, "/v1/" + call, limits.maxBatchBytes(), door::batch);
        }
        post(router, "/v1/cloudevents", limits.maxBatchBytes(), door::cloudEvents);
    }

    /** Does what is to be done with a request that has arrived. */
    private interface Step {
        Answering with(DoorRequest request);
    }

    private void post(Router router, String path, int limit, Step step) {
        router.route(HttpMethod.POST, path).order(ORDER).handler(context -> receive(context, limit, step));
    }

    private void receive(RoutingContext context, int limit, Step step) {
        long startedAt = System.nanoTime();
        TraceContext trace = TraceContext.of(context.request().getHeader(TraceContext.HEADER));
        String authorization = context.request().getHeader("Authorization");
        Replies replies =
                new Replies(context, limit, trace, status -> metrics.turnedAway(door.partnerIn(authorization), status));
        replies.guarded(() -> {
            Sender known = door.admit(authorization);
            bodies.receive(
                    context,
                    limit,
                    known != null,
                    body -> replies.guarded(
                            () -> step.with(new DoorRequest(context.request(), startedAt, trace, known, body))
                                    .reply(replies)),
                    replies::refuse);
        });
    }
}
