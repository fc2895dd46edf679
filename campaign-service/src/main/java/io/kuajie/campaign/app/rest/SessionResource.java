package io.kuajie.campaign.app.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.campaign.domain.campaign.Kind;
import io.kuajie.edge.PlatformSettings;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.kernel.PartnerId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who the key belongs to, and with whom they can run campaigns: what the console asks first. */
@Path("/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.WRITER, Role.ADMIN})
@Scope(Scope.CAMPAIGNS)
@Tag(name = "Session")
public class SessionResource {
    /** @param partner null for an operator @param kinds of campaign that can be run */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(String role, @Nullable String partner, List<Partner> partners, List<String> kinds) {}

    public record Partner(String id, String name, String domain) {}

    private final PlatformSettings settings;
    private final SecurityIdentity identity;

    SessionResource(PlatformSettings settings, SecurityIdentity identity) {
        this.settings = settings;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "The key's role and partner, and the platform's partners.")
    public Session get() {
        PartnerId partner = Viewer.of(identity).partner();
        return new Session(
                partner == null ? Role.ADMIN : Role.WRITER,
                partner == null ? null : partner.value(),
                partners(),
                Arrays.stream(Kind.values()).map(Kind::wireName).toList());
    }

    private List<Partner> partners() {
        return settings.partners().entrySet().stream()
                .map(partner -> new Partner(
                        partner.getKey(),
                        partner.getValue().name().orElse(partner.getKey()),
                        partner.getValue().domain()))
                .sorted(Comparator.comparing(Partner::id))
                .toList();
    }
}
