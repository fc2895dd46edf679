package io.kuajie.ingest.app.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.edge.PrivacyDesk;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.events.PrivacyRequest;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.privacy.DemandForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Demands of people to be forgotten, or to see what is kept of them. */
@Path("/v1/privacy/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Role.WRITER)
@Scope(Scope.PRIVACY)
@RunOnVirtualThread
@Tag(name = "Privacy")
public class RequestResource {
    private static final int MOST_LISTED = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Demands demands;
    private final PrivacyDesk desk;
    private final CurrentCaller caller;
    private final Limits limits;

    RequestResource(Demands demands, PrivacyDesk desk, CurrentCaller caller, Limits limits) {
        this.demands = demands;
        this.desk = desk;
        this.caller = caller;
        this.limits = limits;
    }

    /** Some demands. @param next the request to pass as after for those that follow; null at the end */
    public record Listed(List<DemandView> items, @Nullable String next) {}

    /** What is kept of a person. @param parts by service and store */
    public record Document(DemandView demand, Map<String, JsonNode> parts) {}

    @POST
    @Operation(
            summary =
                    "Makes a demand: {\"userId\":\"...\",\"kind\":\"erasure\"}, or access; one that is open is not made twice")
    public Response demand(InputStream body) throws IOException {
        DemandForm.Demand demand = Requests.valid(DemandForm.parse(Requests.json(body, limits.maxEventBytes())));
        return Response.accepted(demands.make(caller.sender().partner(), demand))
                .build();
    }

    @GET
    @Operation(summary = "The demands of the last 30 days, latest first")
    public Listed list(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("after") @Nullable String after) {
        int most = limit(limit);
        List<PrivacyRequest> all = demands.of(caller.sender().partner());
        List<PrivacyRequest> rest = after == null
                ? all
                : all.stream()
                        .dropWhile(request -> !request.getRequest().equals(after))
                        .skip(1)
                        .toList();
        List<DemandView> items = rest.stream().limit(most).map(demands::view).toList();
        return new Listed(items, rest.size() > most ? items.getLast().request() : null);
    }

    @GET
    @Path("{request}")
    @Operation(summary = "How far a demand has come, by service and store")
    public DemandView show(@PathParam("request") String request) {
        return demands.view(known(request));
    }

    @GET
    @Path("{request}/document")
    @Operation(summary = "What is kept of the person, once every service has said so")
    public Document document(@PathParam("request") String request) throws IOException {
        PrivacyRequest known = known(request);
        if (!known.getKind().equals(DemandForm.Kind.ACCESS.wireName())) {
            throw Problem.of(409, "Only a demand for access has a document.").toException();
        }
        DemandView view = demands.view(known);
        if (!view.isDone()) {
            throw Requests.later(503, "Not every service has answered yet: " + view.missing(), null);
        }
        Map<String, JsonNode> parts = new TreeMap<>();
        for (var receipt : desk.receiptsOf(request).entrySet()) {
            String part = receipt.getValue().getDocument();
            parts.put(receipt.getKey(), JSON.readTree(part == null ? "{}" : part));
        }
        return new Document(view, parts);
    }

    private PrivacyRequest known(String request) {
        return demands.find(caller.sender().partner(), request)
                .orElseThrow(() -> Problem.of(404, "There is no such demand of yours in the last 30 days.")
                        .toException());
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LISTED) {
            throw Problem.of(400, "The limit must be a number from 1 to %d.".formatted(MOST_LISTED))
                    .toException();
        }
        return Integer.parseInt(text);
    }
}
