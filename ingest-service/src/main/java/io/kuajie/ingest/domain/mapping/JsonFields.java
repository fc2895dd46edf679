package io.kuajie.ingest.domain.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object; names are paths such as {@code customer.id} and {@code lines.0.sku}. {@code #} is the line's number. */
final class JsonFields implements Fields {
    private static final String EACH = "each";

    private final JsonNode whole;
    private final JsonNode part;
    private final long line;

    JsonFields(JsonNode whole, long line) {
        this(whole, MissingNode.getInstance(), line);
    }

    /** @param part what {@code each} is at present */
    private JsonFields(JsonNode whole, JsonNode part, long line) {
        this.whole = whole;
        this.part = part;
        this.line = line;
    }

    @Override
    public @Nullable String value(String name) {
        if (name.equals("#")) {
            return Long.toString(line);
        }
        JsonNode found =
                name.equals(EACH) ? part : name.startsWith(EACH + ".") ? at(part, name.substring(5)) : at(whole, name);
        return found.isValueNode() && !found.isNull() ? Fields.orNull(found.asText()) : null;
    }

    @Override
    public boolean isRequired(String name) {
        return true;
    }

    @Override
    public List<Fields> parts(Each each, Set<String> used) {
        List<Fields> parts = new ArrayList<>();
        for (String path : each.names()) {
            at(whole, path).elements().forEachRemaining(entry -> parts.add(new JsonFields(whole, entry, line)));
        }
        return parts;
    }

    @Override
    public String scrubbed(Set<String> ids, String pseudonym) {
        return Json.read(whole.toString().getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Value(Json root)
                ? Scrubber.json(root, ids)
                : "";
    }

    /** The value at a path; missing where there is none. */
    static JsonNode at(JsonNode from, String path) {
        JsonNode whole = from.path(path);
        if (!whole.isMissingNode()) {
            return whole;
        }
        JsonNode at = from;
        for (String step : path.split("\\.", -1)) {
            at = at.isArray() && step.matches("\\d{1,6}") ? at.path(Integer.parseInt(step)) : at.path(step);
        }
        return at;
    }
}
