package io.kuajie.ingest.app.identity;

import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.CurrentTrace;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.DeclaredLink;
import io.kuajie.ingest.domain.identity.LinkForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says that two partners' users, or a user and a device, are one person, or takes it back; the links follow within a second. */
@Path("/v1/identity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Role.WRITER)
@Scope(Scope.IDENTITY)
@RunOnVirtualThread
@Tag(name = "Identity")
public class LinkResource {
    private final LinkForm form;
    private final ClaimOutbound claims;
    private final Delivery delivery;
    private final CurrentCaller caller;
    private final CurrentTrace trace;
    private final Limits limits;
    private final Clock clock;

    LinkResource(
            LinkForm form,
            ClaimOutbound claims,
            Delivery delivery,
            CurrentCaller caller,
            CurrentTrace trace,
            Limits limits,
            Clock clock) {
        this.form = form;
        this.claims = claims;
        this.delivery = delivery;
        this.caller = caller;
        this.trace = trace;
        this.limits = limits;
        this.clock = clock;
    }

    /** The links that hold, or no longer hold, as pseudonyms. */
    public record Recorded(List<Pair> links) {
        public record Pair(String alias, String person) {}
    }

    @POST
    @Path("links")
    @Operation(summary = "Links users of two partners: one, or up to 1,000 in the field links")
    public Recorded link(InputStream body) throws IOException {
        return record(body, true);
    }

    @POST
    @Path("links:remove")
    @Operation(summary = "Takes links back")
    public Recorded remove(InputStream body) throws IOException {
        return record(body, false);
    }

    private Recorded record(InputStream body, boolean holds) throws IOException {
        List<DeclaredLink> links =
                Requests.valid(form.parse(caller.sender().partner(), Requests.json(body, limits.maxBatchBytes())));
        long now = clock.millis();
        List<Claim> told = links.stream().map(link -> link.claim(holds, now)).toList();
        delivery.deliver(claims.after(List.of(), told, trace.get()));
        claims.delivered(told);
        return new Recorded(links.stream()
                .map(link ->
                        new Recorded.Pair(link.alias().toString(), link.person().toString()))
                .toList());
    }
}
