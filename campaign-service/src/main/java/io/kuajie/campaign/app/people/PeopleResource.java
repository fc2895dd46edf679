package io.kuajie.campaign.app.people;

import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the console shows of people: passed on to profile-service with the caller's key, under profile-service's own paths. */
@Path("/v1")
@RolesAllowed({Role.WRITER, Role.ADMIN})
@Scope(Scope.PROFILES)
@Tag(name = "People")
public class PeopleResource {
    private final ProfileService profiles;

    PeopleResource(ProfileService profiles) {
        this.profiles = profiles;
    }

    @GET
    @Path("clusters")
    @Operation(summary = "As profile-service answers: the groups of people who behave alike.")
    public Response clusters(@HeaderParam(HttpHeaders.AUTHORIZATION) String key) {
        return profiles.get("/v1/clusters", key);
    }

    @GET
    @Path("clusters/map")
    @Operation(summary = "As profile-service answers: groups placed on a plane.")
    public Response map(@HeaderParam(HttpHeaders.AUTHORIZATION) String key) {
        return profiles.get("/v1/clusters/map", key);
    }

    @GET
    @Path("profiles")
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "As profile-service answers: all people, for operators.")
    public Response people(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String key,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        String after = cursor == null ? "" : "&cursor=" + encoded(cursor);
        return profiles.get("/v1/profiles?limit=" + encoded(limit) + after, key);
    }

    @POST
    @Path("profiles:lookup")
    @RolesAllowed(Role.WRITER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "As profile-service answers: one of the caller's own users.")
    public Response lookup(@HeaderParam(HttpHeaders.AUTHORIZATION) String key, @Nullable String body) {
        return profiles.post("/v1/profiles:lookup", key, body == null ? "" : body);
    }

    @GET
    @Path("profiles/{person}")
    @Operation(summary = "As profile-service answers: what is kept of a person.")
    public Response profile(@HeaderParam(HttpHeaders.AUTHORIZATION) String key, @PathParam("person") String person) {
        return profiles.get("/v1/profiles/" + encoded(person), key);
    }

    @GET
    @Path("profiles/{person}/portrait")
    @Operation(summary = "As profile-service answers: a person in words and figures.")
    public Response portrait(@HeaderParam(HttpHeaders.AUTHORIZATION) String key, @PathParam("person") String person) {
        return profiles.get("/v1/profiles/" + encoded(person) + "/portrait", key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
