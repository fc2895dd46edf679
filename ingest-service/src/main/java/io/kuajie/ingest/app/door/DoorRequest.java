package io.kuajie.ingest.app.door;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A request whose body has arrived. @param body decompressed */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record DoorRequest(HttpServerRequest head, byte[] body) {
    @Nullable
    String header(String name) {
        return head.getHeader(name);
    }
}
