package io.kuajie.profile.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What instances of this service ask each other. Only what is stored here answers, so a question makes one hop and never a second.
 * Questions about one person don't wait for the threads that callers' requests, which may wait for such answers, are served by.
 */
@Path("/peers/v1")
@RolesAllowed(PeerAuthentication.ROLE)
public class PeerResource {
    private final ProfileStores stores;
    private final Surveys surveys;
    private final ObjectMapper json;

    PeerResource(ProfileStores stores, Surveys surveys, ObjectMapper json) {
        this.stores = stores;
        this.surveys = surveys;
        this.json = json;
    }

    @GET
    @Path("partitions/{partition}/person")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response person(@PathParam("partition") int partition, @QueryParam("question") String question)
            throws JsonProcessingException {
        return reply(partition, question);
    }

    @GET
    @Path("partitions/{partition}/people")
    @Operation(hidden = true)
    public Response people(@PathParam("partition") int partition, @QueryParam("question") String question)
            throws JsonProcessingException {
        return reply(partition, question);
    }

    /** The latest sums over a partition that is owned here. */
    @GET
    @Path("partitions/{partition}/population")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public byte[] population(@PathParam("partition") int partition) {
        return surveys.own(partition).population();
    }

    /** The latest sample of a partition that is owned here. */
    @GET
    @Path("partitions/{partition}/sample")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(hidden = true)
    public byte[] sample(@PathParam("partition") int partition) {
        return surveys.own(partition).sample();
    }

    /** Changes that what is held here lacks, by partition. */
    @GET
    @Path("lags")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Copies.Lags lags() {
        return new Copies.Lags(stores.lags());
    }

    private Response reply(int partition, String question) throws JsonProcessingException {
        String asked = new String(Base64.getUrlDecoder().decode(question), StandardCharsets.UTF_8);
        Answer<?> answer = stores.ask(partition, json.readValue(asked, PeopleQuestion.class));
        Response.ResponseBuilder reply = Response.ok(json.writeValueAsString(answer.value()), "application/json");
        answer.behind().ifPresent(behind -> reply.header(Staleness.HEADER, behind));
        return reply.build();
    }
}
