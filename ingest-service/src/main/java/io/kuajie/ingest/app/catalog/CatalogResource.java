package io.kuajie.ingest.app.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.kernel.PartnerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a partner offers. Each write key writes and reads its own partner's items only; operators read all. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.CATALOG)
@RunOnVirtualThread
@Tag(name = "Catalogue")
public class CatalogResource {
    private static final int MOST_ITEMS = 1000;

    private final Catalog catalog;
    private final CatalogEdits edits;
    private final CurrentCaller caller;
    private final Limits limits;

    CatalogResource(Catalog catalog, CatalogEdits edits, CurrentCaller caller, Limits limits) {
        this.catalog = catalog;
        this.edits = edits;
        this.caller = caller;
        this.limits = limits;
    }

    /** A page of items. @param next cursor of the next page; null at the end @param total of all pages */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ItemView> items, @Nullable String next, long total) {}

    @GET
    @Path("items")
    @RolesAllowed({Role.WRITER, Role.ADMIN})
    @Operation(
            summary = "Searches the items: of the key's partner, or, for operators, of all or one",
            description =
                    "Every word of q must begin a word of the item's texts, or stand in its Chinese text. Items whose title"
                            + " or id holds them come first.")
    public Page search(
            @QueryParam("q") @Nullable String text,
            @QueryParam("category") @Nullable String category,
            @QueryParam("domain") @Nullable String domain,
            @QueryParam("available") @Nullable Boolean available,
            @QueryParam("partner") @Nullable String partner,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        PartnerId whose = caller.partner().or(() -> asked(partner)).orElse(null);
        Catalog.Found found = catalog.search(CatalogQuery.of(whose, text, category, domain, available, cursor, limit));
        return new Page(
                found.items().stream().map(ItemView::of).toList(),
                found.next() == null ? null : found.next().cursor(),
                found.total());
    }

    @GET
    @Path("items/{id:.+}")
    @Operation(summary = "Shows an item")
    public ItemView get(@PathParam("id") String id) {
        return ItemView.of(edits.existing(caller.sender(), id));
    }

    @PUT
    @Path("items/{id:.+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Adds an item or replaces it")
    public ItemView put(@PathParam("id") String id, InputStream body) throws IOException {
        JsonNode json = Requests.json(body, limits.maxBatchBytes());
        return ItemView.of(Requests.valid(edits.put(caller.sender(), id, json)));
    }

    @PATCH
    @Path("items/{id:.+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Changes fields of an item, such as price and stock",
            description = "JSON Merge Patch (RFC 7396): what is not named stays, null takes away.")
    public ItemView patch(@PathParam("id") String id, InputStream body) throws IOException {
        JsonNode json = Requests.json(body, limits.maxBatchBytes());
        return ItemView.of(Requests.valid(edits.patch(caller.sender(), id, json, "")));
    }

    @POST
    @Path("items:batch")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Adds or replaces up to 1,000 items, each by itself",
            description =
                    "200 if all were taken, 207 if some were, 400 if none was; the reply names the others' faults.")
    public Response batch(InputStream body) throws IOException {
        return reply(edits.putAll(caller.sender(), items(body)));
    }

    @PATCH
    @Path("items:batch")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Changes fields of up to 1,000 items, each by itself", description = "Replies as above.")
    public Response patchBatch(InputStream body) throws IOException {
        return reply(edits.patchAll(caller.sender(), items(body)));
    }

    @DELETE
    @Path("items/{id:.+}")
    @Operation(summary = "Withdraws an item; it stays known, so that the past can be explained")
    public void withdraw(@PathParam("id") String id) {
        edits.withdraw(caller.sender(), id);
    }

    private JsonNode items(InputStream body) throws IOException {
        JsonNode items = Requests.json(body, limits.maxBatchBytes()).path("items");
        if (!items.isArray() || items.size() > MOST_ITEMS) {
            throw Problem.of(400, "Send {\"items\":[...]} with at most %d items.".formatted(MOST_ITEMS))
                    .toException();
        }
        return items;
    }

    private static Response reply(CatalogEdits.BatchReport report) {
        if (report.accepted() == 0 && report.rejected() > 0) {
            throw Problem.of(
                            400,
                            "None of the %d items is valid; see errors.".formatted(report.rejected()),
                            report.items().stream()
                                    .flatMap(item -> item.errors().stream())
                                    .toList())
                    .toException();
        }
        return Response.status(report.rejected() == 0 ? 200 : 207)
                .entity(report)
                .build();
    }

    private static Optional<PartnerId> asked(@Nullable String partner) {
        try {
            return Optional.ofNullable(partner).map(PartnerId::new);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, String.valueOf(e.getMessage())).toException();
        }
    }
}
