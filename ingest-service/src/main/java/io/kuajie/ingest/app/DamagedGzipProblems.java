package io.kuajie.ingest.app;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A body that can't be decompressed is the sender's to mend. */
public class DamagedGzipProblems {
    @ServerExceptionMapper
    public Response damaged(DamagedGzipException e) {
        return e.problem().toResponse();
    }
}
