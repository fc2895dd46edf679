package io.kuajie.profile.app;

import io.kuajie.edge.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Where people are held, and how far each copy is behind. */
@Path("/v1/copies")
@RolesAllowed(Role.ADMIN)
public class CopiesResource {
    private final Copies copies;

    CopiesResource(Copies copies) {
        this.copies = copies;
    }

    @GET
    public Copies.View view() {
        return copies.look();
    }
}
