package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.app.outbox.NotReadyException;
import io.kuajie.campaign.app.store.StorageException;
import io.kuajie.edge.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What callers hear while the database or the registry is away. */
public class UnavailableProblems {
    private static final Logger LOG = Logger.getLogger(UnavailableProblems.class);

    @ServerExceptionMapper
    public Response storage(StorageException e) {
        LOG.error("A request failed in the database", e);
        return e.isPassing()
                ? retry("The database can't be reached; try again in a moment.")
                : Problem.of(500, "An error of ours; it is in the log.").toResponse();
    }

    @ServerExceptionMapper
    public Response notReady(NotReadyException e) {
        return retry(String.valueOf(e.getMessage()));
    }

    private static Response retry(String detail) {
        return Problem.of(503, detail).toResponse(1);
    }
}
