package io.kuajie.ingest.app.agreements;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Partners;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.agreements.AgreementForm;
import io.kuajie.ingest.domain.agreements.Proposal;
import io.kuajie.kernel.PartnerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agreements between partners: operators make and end them, a partner's key shows those that it is a side of. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Role.ADMIN)
@Scope(Scope.AGREEMENTS)
@RunOnVirtualThread
@Tag(name = "Agreements")
public class AgreementResource {
    private final Agreements agreements;
    private final AgreementForm form;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    AgreementResource(Agreements agreements, Partners partners, CurrentCaller caller, Limits limits, Clock clock) {
        this.agreements = agreements;
        this.form = new AgreementForm(partners.ids());
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    /** A list in an object, so that it can grow fields. */
    public record Listed(List<AgreementView> items) {}

    @GET
    @RolesAllowed({Role.ADMIN, Role.WRITER})
    @Operation(
            summary = "The agreements between partners: of all, or those that the key's partner is a side of",
            description = "The version that counts of each; with history=true all versions, the latest first.")
    public Listed list(@QueryParam("history") boolean history) {
        Instant now = clock.instant();
        Optional<PartnerId> partner = caller.partner();
        return new Listed(agreements.sides().stream()
                .filter(sides -> partner.isEmpty() || sides.has(partner.get()))
                .flatMap(sides -> history ? agreements.versions(sides).stream() : agreements.latest(sides).stream())
                .map(agreement -> AgreementView.of(agreement, now))
                .toList());
    }

    @GET
    @Path("{source}/{target}")
    @RolesAllowed({Role.ADMIN, Role.WRITER})
    @Operation(summary = "What the source agreed that the target may do with its data: the version that counts")
    public AgreementView get(String source, String target) {
        return sides(source, target)
                .filter(sides -> caller.partner().map(sides::has).orElse(true))
                .flatMap(agreements::latest)
                .map(agreement -> AgreementView.of(agreement, clock.instant()))
                .orElseThrow(AgreementResource::none);
    }

    @PUT
    @Path("{source}/{target}")
    @Operation(
            summary = "Makes the next version of an agreement; none where the last one says the same",
            description = "uses: behavior, and category and item where reasons may name them; purpose: recommendations;"
                    + " validFrom, now unless told; validUntil, open unless told. With the field version, only if that is"
                    + " the next one; else 409.")
    public AgreementView put(String source, String target, InputStream body) throws IOException {
        Instant now = clock.instant();
        Proposal proposal =
                Requests.valid(form.parse(source, target, Requests.json(body, limits.maxEventBytes()), now));
        Sides sides = new Sides(new PartnerId(source), new PartnerId(target));
        return AgreementView.of(agreements.agree(sides, proposal, now), now);
    }

    @DELETE
    @Path("{source}/{target}")
    @Operation(summary = "Ends an agreement at once: makes a version without uses")
    public AgreementView end(String source, String target) {
        Instant now = clock.instant();
        return sides(source, target)
                .flatMap(sides -> agreements.end(sides, now))
                .map(agreement -> AgreementView.of(agreement, now))
                .orElseThrow(AgreementResource::none);
    }

    /** Empty where a name can't be a partner's, so that nothing can have been agreed. */
    private static Optional<Sides> sides(String source, String target) {
        try {
            return Optional.of(new Sides(new PartnerId(source), new PartnerId(target)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static WebApplicationException none() {
        return Problem.of(
                        404,
                        "Nothing was agreed between these two in this direction; GET /v1/agreements lists what was.")
                .toException();
    }
}
