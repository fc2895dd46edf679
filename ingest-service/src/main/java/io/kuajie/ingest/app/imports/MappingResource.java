package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.ingest.domain.mapping.ShippedMappings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The mapping files that come with the service, to use as they are or to copy. */
@Path("/v1/mappings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.WRITER, Role.ADMIN})
@Tag(name = "Imports")
public class MappingResource {
    @GET
    @Operation(summary = "Tells what each shipped mapping is about, by name")
    public Map<String, String> list() {
        Map<String, String> aboutByName = new TreeMap<>();
        ShippedMappings.names()
                .forEach(name -> aboutByName.put(name, file(name).path("about").asText()));
        return aboutByName;
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Shows a shipped mapping")
    public JsonNode get(@PathParam("name") String name) {
        return file(name);
    }

    private static JsonNode file(String name) {
        return ShippedMappings.find(name)
                .orElseThrow(() -> Problem.of(404, "There is %s.".formatted(String.join(", ", ShippedMappings.names())))
                        .toException());
    }
}
