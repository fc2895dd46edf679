package io.kuajie.ingest.app.identity;

import io.kuajie.edge.Role;
import io.kuajie.events.Link;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.domain.identity.DeclaredLink;
import io.kuajie.ingest.domain.identity.LinkForm;
import io.kuajie.ingest.domain.identity.LinkVersions;
import io.kuajie.topics.TopicCatalog;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says that a partner's user and another partner's user are one person, or takes it back. */
@Path("/v1/identity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Role.WRITER)
@RunOnVirtualThread
@Tag(name = "Identity")
public class LinkResource {
    private static final String DECLARED = "declared";

    private final LinkForm form;
    private final LinkVersions versions;
    private final Delivery delivery;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    LinkResource(
            LinkForm form, LinkVersions versions, Delivery delivery, CurrentCaller caller, Limits limits, Clock clock) {
        this.form = form;
        this.versions = versions;
        this.delivery = delivery;
        this.caller = caller;
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
        Instant now = clock.instant();
        List<Outbound> records = new ArrayList<>(links.size());
        for (DeclaredLink link : links) {
            String alias = link.alias().toString();
            String person = holds ? link.person().toString() : null;
            Link value = new Link(alias, person, versions.next(now.toEpochMilli()), DECLARED, now);
            records.add(delivery.outbound(TopicCatalog.IDENTITY_LINKS, alias, value, now.toEpochMilli()));
        }
        delivery.deliver(records);
        return new Recorded(links.stream()
                .map(link ->
                        new Recorded.Pair(link.alias().toString(), link.person().toString()))
                .toList());
    }
}
