package io.kuajie.ingest.app.door;

import io.kuajie.ingest.domain.event.Sender;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A request whose body has arrived. @param known the sender by the header's key; body decompressed */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record DoorRequest(HttpServerRequest head, @Nullable Sender known, byte[] body) {
    @Nullable
    String header(String name) {
        return head.getHeader(name);
    }
}
