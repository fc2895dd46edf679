package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.DamagedGzipException;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.app.delivery.Receipt;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports of files of any size, sent as the body, as slowly as the sender likes, and of what partners' own interfaces hold. */
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.IMPORTS)
@RunOnVirtualThread
@Tag(name = "Imports")
public class ImportResource {
    /** Header that carries a mapping file in Base64, gzip or plain. */
    static final String MAPPING = "Kuajie-Mapping";

    private static final int LARGEST_MAPPING = 256 * 1024;

    private final Imports imports;
    private final Rehearsal rehearsal;
    private final CleaningReport cleaning;
    private final CurrentCaller caller;

    ImportResource(Imports imports, Rehearsal rehearsal, CleaningReport cleaning, CurrentCaller caller) {
        this.imports = imports;
        this.rehearsal = rehearsal;
        this.cleaning = cleaning;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Imports a file, goes on with it after an interruption, or reports that it was imported",
            description =
                    "The body is the file, gzip or plain. Each name is imported once. With format=pull the body says where a"
                            + " partner's interface is to be read from, and the answer 202 comes at once.")
    @Parameter(name = "import", in = ParameterIn.QUERY, required = true, description = "Name of the import")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "csv, segment-ndjson, pull, or the name of a shipped mapping")
    @Parameter(name = "columns", in = ParameterIn.QUERY, description = "csv: user,item,category,action,time,...")
    @Parameter(name = "delimiter", in = ParameterIn.QUERY, description = "One character, or tab")
    @Parameter(name = "header", in = ParameterIn.QUERY, description = "true where line 1 names the columns")
    @Parameter(name = "time", in = ParameterIn.QUERY, description = "epoch-seconds, epoch-millis or iso")
    @Parameter(name = "actions", in = ParameterIn.QUERY, description = "Pairs text:action, such as pv:browse")
    @Parameter(name = "action", in = ParameterIn.QUERY, description = "Action of lines without an action column")
    @Parameter(name = "shift", in = ParameterIn.QUERY, description = "Added to times: seconds, or PT36H")
    @Parameter(name = "domain", in = ParameterIn.QUERY, description = "Domain, where not the partner's own")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description = "true reads the file and tells what would become of it, and changes nothing")
    public Response post(@Context UriInfo address, @HeaderParam(MAPPING) @Nullable String mapping, InputStream file)
            throws IOException {
        Map<String, String> options = new TreeMap<>();
        address.getQueryParameters().forEach((name, values) -> options.put(name, values.getFirst()));
        boolean isDry = Boolean.parseBoolean(options.remove("dryRun"));
        if ("pull".equals(options.get("format"))) {
            return pull(options, file);
        }
        ImportOptions valid = Requests.valid(ImportOptions.parse(options, mappingFile(mapping)));
        if (isDry) {
            return Response.ok(rehearsal.of(caller.sender(), valid, file)).build();
        }
        Imports.Ended ended = imports.run(caller.sender(), valid, file);
        return Response.ok(ImportView.of(valid.name(), ended.report(), false, ended.isOld()))
                .header(Receipt.HEADER, ended.receipt())
                .build();
    }

    @GET
    @Path("{name}")
    @Operation(
            summary = "Shows how far an import has come",
            description = "With outcomes=true also what cleaning made of it, which takes longer.")
    public ImportView get(@PathParam("name") String name, @QueryParam("outcomes") boolean outcomes) {
        ImportKey key = new ImportKey(caller.sender().partner(), name);
        ImportReport report = imports.report(key)
                .orElseThrow(() -> Problem.of(404, "This partner has no import of this name.")
                        .toException());
        return ImportView.of(name, report, imports.isRunning(key), false)
                .with(imports.problem(key).orElse(null), outcomes ? cleaning.of(key, report) : null);
    }

    private Response pull(Map<String, String> options, InputStream body) throws IOException {
        Pull pull = Pull.of(options, Requests.json(body, LARGEST_MAPPING));
        Imports.Ended begun = imports.pull(caller.sender(), pull);
        return Response.status(begun.isOld() ? 200 : 202)
                .entity(ImportView.of(pull.options().name(), begun.report(), !begun.isOld(), begun.isOld()))
                .build();
    }

    private static @Nullable JsonNode mappingFile(@Nullable String header) throws IOException {
        if (header == null) {
            return null;
        }
        try {
            byte[] file = Base64.getMimeDecoder().decode(header);
            return Requests.json(new ByteArrayInputStream(file), LARGEST_MAPPING);
        } catch (IllegalArgumentException | JsonProcessingException | DamagedGzipException e) {
            throw Problem.of(400, "The header %s must hold a mapping file, JSON, in Base64.".formatted(MAPPING))
                    .toException();
        }
    }
}
