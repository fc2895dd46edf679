package io.kuajie.profile.app;

import io.kuajie.edge.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** People can't be read at present, neither where they are held nor from a copy; as a reply, 503 with Retry-After. */
final class NotReadableException extends WebApplicationException {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "1";

    NotReadableException() {
        super(Response.fromResponse(Problem.of(503, "Profiles are being restored or moved; ask again in a second.")
                        .toResponse())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build());
    }
}
