package io.kuajie.ingest.domain.segment;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads text from JSON as lenient as senders are: numbers are text too, blank text is none. */
final class JsonText {
    private JsonText() {}

    /** The first of these fields that holds text. */
    static @Nullable String of(@Nullable JsonNode object, String... names) {
        for (String name : names) {
            String text = value(object == null ? null : object.get(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String value(@Nullable JsonNode node) {
        if (node == null || !(node.isTextual() || node.isNumber())) {
            return null;
        }
        String text = node.isTextual() ? node.textValue() : node.asText();
        return text.isBlank() ? null : text.strip();
    }
}
