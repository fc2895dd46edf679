package io.kuajie.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * One document of a manifest.
 *
 * @param source the file it stands in, or the command that made it
 */
record Manifest(String source, JsonObject json) {
    String apiVersion() {
        return json.has("apiVersion") ? json.get("apiVersion").getAsString() : "";
    }

    String kind() {
        return json.has("kind") ? json.get("kind").getAsString() : "";
    }

    String name() {
        return at("metadata", "name").map(JsonElement::getAsString).orElse("");
    }

    /** The element that a path of field names leads to. */
    Optional<JsonElement> at(String... path) {
        JsonElement element = json;
        for (String field : path) {
            if (!(element instanceof JsonObject object) || !object.has(field)) {
                return Optional.empty();
            }
            element = object.get(field);
        }
        return Optional.of(element);
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(kind(), name(), source);
    }
}
