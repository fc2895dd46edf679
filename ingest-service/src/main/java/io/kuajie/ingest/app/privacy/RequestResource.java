package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.Role;
import io.kuajie.events.Erasure;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.privacy.ErasureForm;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import io.kuajie.topics.TopicCatalog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Demands of people to be forgotten. */
@Path("/v1/privacy/requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@RunOnVirtualThread
@Tag(name = "Privacy")
public class RequestResource {
    private final Pseudonymizer pseudonymizer;
    private final Delivery delivery;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    RequestResource(Pseudonymizer pseudonymizer, Delivery delivery, CurrentCaller caller, Limits limits, Clock clock) {
        this.pseudonymizer = pseudonymizer;
        this.delivery = delivery;
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    /** A demand on file. @param leaf the person's pseudonym at this partner */
    public record Recorded(String request, String leaf, Instant requestedAt) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Demands that a person is forgotten: {\"userId\":\"...\",\"kind\":\"erasure\"}")
    public Response demand(InputStream body) throws IOException {
        ErasureForm.Demand demand = Requests.valid(ErasureForm.parse(Requests.json(body, limits.maxEventBytes())));
        Instant now = clock.instant();
        String request = UUID.randomUUID().toString();
        String leaf = leaf(demand).toString();
        Erasure erasure = Erasure.newBuilder()
                .setLeaf(leaf)
                .setRequest(request)
                .setRequestedAt(now)
                .build();
        delivery.deliver(List.of(delivery.outbound(TopicCatalog.PRIVACY_ERASURES, leaf, erasure, now.toEpochMilli())));
        return Response.accepted(new Recorded(request, leaf, now)).build();
    }

    private LeafKey leaf(ErasureForm.Demand demand) {
        String user = demand.userId();
        return user != null
                ? pseudonymizer.leaf(caller.sender().partner(), Kind.USER, user)
                : pseudonymizer.leaf(
                        caller.sender().partner(), Kind.ANONYMOUS, Objects.requireNonNull(demand.anonymousId()));
    }
}
