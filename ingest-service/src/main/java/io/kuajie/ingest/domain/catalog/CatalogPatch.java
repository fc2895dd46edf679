package io.kuajie.ingest.domain.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import java.util.Set;

/** Changes some fields of an item: JSON Merge Patch (RFC 7396), of fields that items have. */
public final class CatalogPatch {
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "title",
            "titles",
            "category",
            "tags",
            "brand",
            "price",
            "margin",
            "stock",
            "image",
            "link",
            "text",
            "attributes",
            "withdrawn");

    private CatalogPatch() {}

    /** The item with the changes. @param item as the interface shows it @param path where the patch stands in the request */
    public static Form<ObjectNode> apply(ObjectNode item, JsonNode patch, String path) {
        FieldReader in = FieldReader.of(patch, path);
        for (String name : in.names()) {
            boolean isSameId = name.equals("id")
                    && patch.path("id").asText().equals(item.path("id").asText());
            if (!FIELDS.contains(name) && !isSameId) {
                in.fault(name, "is no field that can be changed");
            }
        }
        in.flag("withdrawn", false);
        return in.make(() -> merged(item, patch));
    }

    private static ObjectNode merged(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value.isObject()) {
                JsonNode present = target.path(change.getKey());
                ObjectNode inner = present.isObject() ? (ObjectNode) present : target.objectNode();
                target.set(change.getKey(), merged(inner, value));
            } else {
                target.set(change.getKey(), value);
            }
        });
        return target;
    }
}
