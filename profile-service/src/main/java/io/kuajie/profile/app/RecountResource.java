package io.kuajie.profile.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Proves all profiles: counts everybody anew from the log and says who differs. Changes nothing. */
@Path("/v1/recomputation")
@RolesAllowed(Role.ADMIN)
public class RecountResource {
    private static final int ACCEPTED = 202;

    private final RecountJob job;
    private final ProfileStreams streams;

    RecountResource(RecountJob job, ProfileStreams streams) {
        this.job = job;
        this.streams = streams;
    }

    /** Begins; this instance does all of it, and it alone tells how it stands. */
    @POST
    public Response start(@Nullable RecountOrder order) {
        if (!streams.isServing()) {
            throw Problem.of(503, "The service is not ready yet; ask again when it is.")
                    .toException();
        }
        if (!job.start(order == null ? RecountOrder.ofEverybody() : order)) {
            throw Problem.of(409, "An earlier order is being worked on; wait until GET says that it is done.")
                    .toException();
        }
        return Response.status(ACCEPTED).entity(job.status().orElseThrow()).build();
    }

    @GET
    public RecountJob.Status status() {
        return job.status()
                .orElseThrow(() -> Problem.of(404, "Nothing was ordered of this instance yet; POST first.")
                        .toException());
    }
}
