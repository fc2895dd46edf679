package io.kuajie.ingest.app.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kuajie.edge.IssuedKeys;
import io.kuajie.edge.PlatformSettings;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.edge.visitor.UserTokenKey;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.keys.KeyForm;
import io.kuajie.kernel.PartnerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The partners and their keys, for operators. */
@Path("/v1/partners")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
@Tag(name = "Keys")
public class KeyResource {
    private static final KeyForm FORM = new KeyForm(
            Map.of(
                    "write",
                    Set.of(
                            Scope.EVENTS,
                            Scope.IMPORTS,
                            Scope.REJECTED,
                            Scope.CATALOG,
                            Scope.PLANS,
                            Scope.CONSENTS,
                            Scope.IDENTITY,
                            Scope.PRIVACY,
                            Scope.AGREEMENTS,
                            Scope.CAMPAIGNS,
                            Scope.PROFILES,
                            Scope.RECOMMEND),
                    "storefront",
                    Set.of(Scope.RECOMMEND, Scope.PROFILES)),
            jwk -> UserTokenKey.parse(jwk).json());

    private final PlatformSettings settings;
    private final IssuedKeys keys;
    private final KeyIssue issue;
    private final LastUses uses;
    private final Limits limits;
    private final Clock clock;

    KeyResource(PlatformSettings settings, IssuedKeys keys, KeyIssue issue, LastUses uses, Limits limits, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.issue = issue;
        this.uses = uses;
        this.limits = limits;
        this.clock = clock;
    }

    /** A partner as configured. @param issuedKeys how many were issued; those of the configuration are not counted */
    public record PartnerView(String id, @Nullable String name, String domain, int issuedKeys) {}

    /** A list in an object, so that it can grow fields. */
    public record Listed<T>(List<T> items) {}

    @GET
    @Operation(summary = "The partners of this platform")
    public Listed<PartnerView> partners() {
        return new Listed<>(settings.partners().entrySet().stream()
                .map(partner -> new PartnerView(
                        partner.getKey(),
                        partner.getValue().name().orElse(null),
                        partner.getValue().domain(),
                        keys.of(new PartnerId(partner.getKey())).size()))
                .sorted(java.util.Comparator.comparing(PartnerView::id))
                .toList());
    }

    @GET
    @Path("{partner}/keys")
    @Operation(summary = "The keys issued for a partner, those that have ended among them; never the keys themselves")
    public Listed<KeyView> list(String partner) {
        Instant now = clock.instant();
        return new Listed<>(keys.of(known(partner)).stream()
                .map(key -> KeyView.of(key, now, uses.of(key.key().getId()).orElse(null)))
                .toList());
    }

    @POST
    @Path("{partner}/keys")
    @Operation(summary = "Issues a key; this answer is the only one that shows it")
    public Response create(String partner, InputStream body) throws IOException {
        PartnerId owner = known(partner);
        KeyForm.Wanted wanted =
                Requests.valid(FORM.parse(Requests.json(body, limits.maxEventBytes()), clock.instant()));
        KeyView view = issue.issue(owner, wanted);
        return Response.status(201).entity(view).build();
    }

    @POST
    @Path("{partner}/keys/{id}:rotate")
    @Operation(summary = "Issues another key like this one, which stays valid for the grace time, 24 hours unless told")
    public Response rotate(String partner, String id, InputStream body) throws IOException {
        PartnerId owner = known(partner);
        IssuedKeys.Issued old = issued(owner, id);
        Instant end = old.endsAt();
        if (end != null && !end.isAfter(clock.instant())) {
            throw Problem.of(409, "This key has ended; issue a new one.").toException();
        }
        byte[] bytes = Requests.body(body, limits.maxEventBytes());
        KeyForm.Rotation rotation = Requests.valid(FORM.parseRotation(
                bytes.length == 0
                        ? JsonNodeFactory.instance.objectNode()
                        : Requests.json(new ByteArrayInputStream(bytes), limits.maxEventBytes()),
                old.key().getRole().equals(Role.STOREFRONT)));
        KeyView view = issue.rotate(owner, old, rotation);
        return Response.status(201).entity(view).build();
    }

    @DELETE
    @Path("{partner}/keys/{id}")
    @Operation(summary = "Ends a key at once")
    public void revoke(String partner, String id) {
        issue.revoke(issued(known(partner), id));
    }

    private PartnerId known(String partner) {
        if (!settings.partners().containsKey(partner)) {
            throw Problem.of(404, "There is no such partner; GET /v1/partners lists them.")
                    .toException();
        }
        return new PartnerId(partner);
    }

    private IssuedKeys.Issued issued(PartnerId partner, String id) {
        return keys.find(partner, id)
                .orElseThrow(() -> Problem.of(
                                404,
                                "No key of this id was issued for the partner; keys of the configuration are changed there.")
                        .toException());
    }
}
