package io.kuajie.ingest.app.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.edge.Problem;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.domain.catalog.CatalogEntry;
import io.kuajie.ingest.domain.catalog.CatalogForm;
import io.kuajie.ingest.domain.catalog.CatalogPatch;
import io.kuajie.ingest.domain.cleaning.Normalisation;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.ItemKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the catalogue. Within this process two changes of one item never overtake each other. What another instance has answered
 * for is read before an item is changed here, so changes that a sender makes one after the other all hold, wherever each arrives. Two
 * that several instances work on in the same milliseconds are not told from one another: each is made of what was there before both, and
 * the one that is written last holds. Who changes one item from several places at once sends all that belongs together in one patch.
 */
@ApplicationScoped
public class CatalogEdits {
    private final Catalog catalog;
    private final Normalisation normalisation;
    private final ObjectMapper json;
    private final Clock clock;
    /** Changes read what they change, so one waits for the other; those of all items, because a batch holds many. */
    private final ReentrantLock changing = new ReentrantLock();

    CatalogEdits(Catalog catalog, Normalisation normalisation, ObjectMapper json, Clock clock) {
        this.normalisation = normalisation;
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
    }

    /** How a batch ended. @param items those that were not taken */
    public record BatchReport(int accepted, int rejected, List<Rejected> items) {}

    /** An item that was not taken. @param index in the batch, from 0 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rejected(int index, @Nullable String id, List<Problem.FieldError> errors) {}

    /** What becomes of one item of a batch. @param index in the batch, from 0; changed those before it, by key */
    @FunctionalInterface
    private interface Change {
        Form<CatalogItem> of(int index, Map<String, CatalogItem> changed);
    }

    CatalogItem existing(Sender sender, String id) {
        return find(sender, id)
                .orElseThrow(() -> Problem.of(404, "This partner has no item of this id; send it first.")
                        .toException());
    }

    Form<CatalogItem> put(Sender sender, String id, JsonNode item) {
        Form<CatalogEntry> form = CatalogForm.parse(sender.partner(), id, item, "");
        // That it is not valid is told without the brokers.
        return form instanceof Form.Invalid<CatalogEntry>
                ? recorded(sender, form)
                : written(() -> recorded(sender, form));
    }

    Form<CatalogItem> patch(Sender sender, String id, JsonNode patch, String path) {
        return written(() -> patched(sender, existing(sender, id), patch, path));
    }

    void withdraw(Sender sender, String id) {
        written(() -> {
            CatalogItem item = existing(sender, id);
            return new Form.Valid<>(CatalogRecords.withdrawn(item, true, now(item.getItem())));
        });
    }

    BatchReport putAll(Sender sender, JsonNode items) {
        List<Form<CatalogEntry>> forms = IntStream.range(0, items.size())
                .mapToObj(i -> CatalogForm.parse(sender.partner(), null, items.get(i), path(i)))
                .toList();
        if (forms.stream().anyMatch(form -> form instanceof Form.Valid<CatalogEntry>)) {
            catalog.readToEnd();
        }
        return all(items, (i, changed) -> recorded(sender, forms.get(i)));
    }

    BatchReport patchAll(Sender sender, JsonNode items) {
        catalog.readToEnd();
        return all(items, (i, changed) -> {
            String id = items.get(i).path("id").asText("");
            // A batch may name an item twice; the second change sees the first.
            CatalogItem before = changed.get(sender.partner() + ":" + id);
            Optional<CatalogItem> known = before == null ? find(sender, id) : Optional.of(before);
            return known.isPresent()
                    ? patched(sender, known.get(), items.get(i), path(i))
                    : new Form.Invalid<>(
                            List.of(new Form.Fault(path(i) + ".id", "must be that of an item sent before")));
        });
    }

    private static String path(int index) {
        return "items[%d]".formatted(index);
    }

    private BatchReport all(JsonNode items, Change change) {
        changing.lock();
        try {
            Map<String, CatalogItem> changed = new HashMap<>();
            List<CatalogItem> taken = new ArrayList<>();
            List<Rejected> rejected = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                switch (change.of(i, changed)) {
                    case Form.Valid<CatalogItem>(CatalogItem item) -> {
                        taken.add(item);
                        changed.put(item.getItem(), item);
                    }
                    case Form.Invalid<CatalogItem> invalid ->
                        rejected.add(new Rejected(
                                i,
                                items.get(i).path("id").asText(null),
                                invalid.faults().stream()
                                        .map(fault -> new Problem.FieldError(fault.field(), fault.reason()))
                                        .toList()));
                }
            }
            catalog.put(taken);
            return new BatchReport(taken.size(), rejected.size(), rejected);
        } finally {
            changing.unlock();
        }
    }

    private Form<CatalogItem> written(Supplier<Form<CatalogItem>> change) {
        catalog.readToEnd();
        changing.lock();
        try {
            Form<CatalogItem> form = change.get();
            if (form instanceof Form.Valid<CatalogItem>(CatalogItem item)) {
                catalog.put(List.of(item));
            }
            return form;
        } finally {
            changing.unlock();
        }
    }

    private Form<CatalogItem> recorded(Sender sender, Form<CatalogEntry> form) {
        return form.map(entry -> CatalogRecords.record(
                sender,
                entry,
                normalisation.habits(sender.partner()),
                now(entry.key().toString())));
    }

    private Form<CatalogItem> patched(Sender sender, CatalogItem item, JsonNode patch, String path) {
        ObjectNode present = json.valueToTree(ItemView.of(item));
        return switch (CatalogPatch.apply(present, patch, path)) {
            case Form.Valid<ObjectNode>(ObjectNode fresh) -> {
                String id = ItemKey.parse(item.getItem()).id();
                boolean isWithdrawn = fresh.path("withdrawn").asBoolean();
                yield recorded(sender, CatalogForm.parse(sender.partner(), id, fresh, path))
                        .map(made -> CatalogRecords.withdrawn(made, isWithdrawn, made.getUpdatedAt()));
            }
            case Form.Invalid<ObjectNode>(List<Form.Fault> faults) -> new Form.Invalid<>(faults);
        };
    }

    /** Never before the item's last change, whatever clock that was by: of two, readers keep the later. */
    private Instant now(String key) {
        Instant now = clock.instant();
        return catalog.item(key)
                .map(CatalogItem::getUpdatedAt)
                .filter(now::isBefore)
                .orElse(now);
    }

    private Optional<CatalogItem> find(Sender sender, String id) {
        try {
            return catalog.item(new ItemKey(sender.partner(), id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
