package io.kuajie.ingest.app.door;

import io.kuajie.ingest.app.delivery.TraceContext;
import io.kuajie.ingest.domain.event.Sender;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has arrived.
 *
 * @param startedAt when its head was there, in nanoseconds as {@link System#nanoTime}
 * @param trace that it belongs to
 * @param known the sender by the header's key
 */
record DoorRequest(
        HttpServerRequest head,
        long startedAt,
        TraceContext trace,
        @Nullable Sender known,
        Body body) {
    @Nullable
    String header(String name) {
        return head.getHeader(name);
    }
}
