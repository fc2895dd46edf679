package io.kuajie.ingest.app.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.app.CurrentCaller;
import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.catalog.CatalogEntry;
import io.kuajie.ingest.domain.catalog.CatalogForm;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.ItemKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a partner offers. Each key writes and reads its own partner's items only. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.WRITER)
@Scope(Scope.CATALOG)
@RunOnVirtualThread
@Tag(name = "Catalogue")
public class CatalogResource {
    private static final int MOST_ITEMS = 1000;

    private final Catalog catalog;
    private final CurrentCaller caller;
    private final Limits limits;
    private final Clock clock;

    CatalogResource(Catalog catalog, CurrentCaller caller, Limits limits, Clock clock) {
        this.catalog = catalog;
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
    }

    @PUT
    @Path("items/{id:.+}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Adds an item or replaces it")
    public ItemView put(@PathParam("id") String id, InputStream body) throws IOException {
        Sender sender = caller.sender();
        JsonNode json = Requests.json(body, limits.maxBatchBytes());
        CatalogEntry entry = Requests.valid(CatalogForm.parse(sender.partner(), id, json, ""));
        CatalogItem item = CatalogRecords.record(sender, entry, clock.instant());
        catalog.put(List.of(item));
        return ItemView.of(item);
    }

    @POST
    @Path("items:batch")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Adds or replaces up to 1,000 items, all or none")
    public Map<String, Integer> batch(InputStream body) throws IOException {
        Sender sender = caller.sender();
        JsonNode items = Requests.json(body, limits.maxBatchBytes()).path("items");
        if (!items.isArray() || items.size() > MOST_ITEMS) {
            throw Problem.of(400, "Send {\"items\":[...]} with at most %d items.".formatted(MOST_ITEMS))
                    .toException();
        }
        List<CatalogEntry> entries = Requests.valid(entries(sender, items));
        catalog.put(entries.stream()
                .map(entry -> CatalogRecords.record(sender, entry, clock.instant()))
                .toList());
        return Map.of("accepted", entries.size());
    }

    @GET
    @Path("items/{id:.+}")
    @Operation(summary = "Shows an item")
    public ItemView get(@PathParam("id") String id) {
        return ItemView.of(existing(id));
    }

    @DELETE
    @Path("items/{id:.+}")
    @Operation(summary = "Withdraws an item; it stays known, so that the past can be explained")
    public void withdraw(@PathParam("id") String id) {
        catalog.put(List.of(CatalogRecords.withdrawn(existing(id), clock.instant())));
    }

    private CatalogItem existing(String id) {
        return catalog.item(new ItemKey(caller.sender().partner(), id))
                .orElseThrow(() -> Problem.of(404, "This partner has no item of this id; send it first.")
                        .toException());
    }

    private static Form<List<CatalogEntry>> entries(Sender sender, JsonNode items) {
        List<CatalogEntry> entries = new ArrayList<>();
        List<Form.Fault> faults = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            switch (CatalogForm.parse(sender.partner(), null, items.get(i), "items[%d]".formatted(i))) {
                case Form.Valid<CatalogEntry> valid -> entries.add(valid.value());
                case Form.Invalid<CatalogEntry> invalid -> faults.addAll(invalid.faults());
            }
        }
        return faults.isEmpty() ? new Form.Valid<>(entries) : new Form.Invalid<>(faults);
    }
}
