package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports of files of any size, sent as the body, as slowly as the sender likes. */
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@RunOnVirtualThread
@Tag(name = "Imports")
public class ImportResource {
    private final Imports imports;
    private final CurrentCaller caller;

    ImportResource(Imports imports, CurrentCaller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Imports a file, goes on with it after an interruption, or reports that it was imported",
            description = "The body is the file, gzip or plain. Each name is imported once.")
    @Parameter(name = "import", in = ParameterIn.QUERY, required = true, description = "Name of the import")
    @Parameter(name = "format", in = ParameterIn.QUERY, description = "taobao, pairs, csv or segment-ndjson")
    @Parameter(name = "columns", in = ParameterIn.QUERY, description = "csv: user,item,category,action,time,...")
    @Parameter(name = "delimiter", in = ParameterIn.QUERY, description = "One character, or tab")
    @Parameter(name = "header", in = ParameterIn.QUERY, description = "true where line 1 names the columns")
    @Parameter(name = "time", in = ParameterIn.QUERY, description = "epoch-seconds, epoch-millis or iso")
    @Parameter(name = "actions", in = ParameterIn.QUERY, description = "Pairs text:action, such as pv:browse")
    @Parameter(name = "action", in = ParameterIn.QUERY, description = "Action of lines without an action column")
    @Parameter(name = "shift", in = ParameterIn.QUERY, description = "Added to times: seconds, or PT36H")
    @Parameter(name = "domain", in = ParameterIn.QUERY, description = "Domain, where not the partner's own")
    public Response post(@Context UriInfo address, InputStream file) throws IOException {
        Map<String, String> options = new TreeMap<>();
        address.getQueryParameters().forEach((name, values) -> options.put(name, values.getFirst()));
        ImportOptions valid = Requests.valid(ImportOptions.parse(options, null));
        Imports.Ended ended = imports.run(caller.sender(), valid, file);
        return Response.ok(ImportView.of(valid.name(), ended.report(), false, ended.isOld()))
                .header(Receipt.HEADER, ended.receipt())
                .build();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Shows how far an import has come")
    public ImportView get(@PathParam("name") String name) {
        ImportKey key = new ImportKey(caller.sender().partner(), name);
        return imports.report(key)
                .map(report -> ImportView.of(name, report, imports.isRunning(key), false))
                .orElseThrow(() -> Problem.of(404, "This partner has no import of this name.")
                        .toException());
    }
}
