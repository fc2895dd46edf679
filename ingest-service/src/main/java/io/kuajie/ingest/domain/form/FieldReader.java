package io.kuajie.ingest.domain.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.Form.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object and collects what is wrong with them. */
public final class FieldReader {
    private static final int MOST_ENTRIES = 100;

    private final JsonNode object;
    private final String path;
    private final List<Fault> faults;

    private FieldReader(JsonNode object, String path, List<Fault> faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    /** @param path where the object stands in the request, such as {@code items[3]}; empty for the request itself */
    public static FieldReader of(JsonNode object, String path) {
        FieldReader reader = new FieldReader(object, path, new ArrayList<>());
        if (!object.isObject()) {
            reader.fault("", "must be a JSON object");
        }
        return reader;
    }

    /** The reader of an object inside this one, with the same list of faults; null where the field is absent. */
    public @Nullable FieldReader object(String field) {
        return value(
                field, JsonNode::isObject, "must be an object", value -> new FieldReader(value, at(field), faults));
    }

    /** A text of 1 to {@code longest} characters; null where the field is absent. */
    public @Nullable String text(String field, int longest) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isValueNode() || value.isBoolean() || value.asText().isBlank()) {
            fault(field, "must be text that is not blank");
            return null;
        }
        String text = value.asText().strip();
        if (text.length() > longest) {
            fault(field, "has %d characters and may have %d".formatted(text.length(), longest));
            return null;
        }
        return text;
    }

    /** As {@link #text}, and its absence is a fault; then empty. */
    public String requiredText(String field, int longest) {
        if (isAbsent(object.path(field))) {
            fault(field, "is required");
        }
        String text = text(field, longest);
        return text == null ? "" : text;
    }

    /** A whole number; null where the field is absent or at fault. */
    public @Nullable Long integer(String field) {
        return value(
                field,
                value -> value.isIntegralNumber() && value.canConvertToLong(),
                "must be a whole number",
                JsonNode::longValue);
    }

    /** A number; null where the field is absent or at fault. */
    public @Nullable Double number(String field) {
        return value(field, JsonNode::isNumber, "must be a number", JsonNode::doubleValue);
    }

    /** Texts in order; empty where the field is absent. */
    public List<String> texts(String field, int longest) {
        List<String> texts = new ArrayList<>();
        JsonNode value = object.path(field);
        if (!isAbsent(value) && (!value.isArray() || value.size() > MOST_ENTRIES)) {
            fault(field, "must be an array of at most %d texts".formatted(MOST_ENTRIES));
            return texts;
        }
        value.forEach(text -> texts.add(entry(field, text, longest)));
        return texts;
    }

    /** Texts by name; empty where the field is absent. */
    public Map<String, String> textByName(String field, int longest) {
        Map<String, String> textByName = new LinkedHashMap<>();
        JsonNode value = object.path(field);
        if (!isAbsent(value) && (!value.isObject() || value.size() > MOST_ENTRIES)) {
            fault(field, "must be an object of at most %d texts".formatted(MOST_ENTRIES));
            return textByName;
        }
        value.properties()
                .forEach(e -> textByName.put(e.getKey(), entry(field + "." + e.getKey(), e.getValue(), longest)));
        return textByName;
    }

    /** A text, or texts in order; empty where the field is absent. An empty text is allowed. */
    public List<String> textOrTexts(String field, int longest) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? List.of(entry(field, value, longest)) : texts(field, longest);
    }

    /** Whether it is so. @param fallback where the field is absent */
    public boolean flag(String field, boolean fallback) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return fallback;
        }
        if (!value.isBoolean()) {
            fault(field, "must be true or false");
        }
        return value.asBoolean();
    }

    /** The text as it stands, blank or not; null where the field is absent. */
    public @Nullable String raw(String field) {
        JsonNode value = object.path(field);
        return isAbsent(value) ? null : value.asText();
    }

    /** The value as JSON text, whatever it is; null where the field is absent. */
    public @Nullable String json(String field) {
        JsonNode value = object.path(field);
        return isAbsent(value) ? null : value.toString();
    }

    /** The readers of the objects in an array, with the same list of faults; empty where the field is absent. */
    public List<FieldReader> objects(String field, int most) {
        JsonNode value = object.path(field);
        List<FieldReader> readers = new ArrayList<>();
        if (!isAbsent(value) && (!value.isArray() || value.size() > most)) {
            fault(field, "must be an array of at most %d objects".formatted(most));
            return readers;
        }
        for (int i = 0; i < value.size(); i++) {
            FieldReader reader = new FieldReader(value.get(i), at("%s[%d]".formatted(field, i)), faults);
            if (!value.get(i).isObject()) {
                reader.fault("", "must be an object");
            }
            readers.add(reader);
        }
        return readers;
    }

    /** Whether the field is an object. */
    public boolean isObject(String field) {
        return object.path(field).isObject();
    }

    /** The names of the object's fields, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Adds what is wrong with a field. */
    public void fault(String field, String reason) {
        faults.add(new Fault(at(field), reason));
    }

    /** The value if nothing was wrong; it is only made then. */
    public <T> Form<T> make(Supplier<T> value) {
        return faults.isEmpty() ? new Form.Valid<>(value.get()) : new Form.Invalid<>(List.copyOf(faults));
    }

    /** Null where the field is absent, or is not what it must be, which is a fault. */
    private <T> @Nullable T value(String field, Predicate<JsonNode> isRight, String must, Function<JsonNode, T> read) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return null;
        }
        if (!isRight.test(value)) {
            fault(field, must);
            return null;
        }
        return read.apply(value);
    }

    private String entry(String field, JsonNode value, int longest) {
        if (!value.isValueNode() || value.isNull() || value.asText().length() > longest) {
            fault(field, "must be text of at most %d characters".formatted(longest));
            return "";
        }
        return value.asText().strip();
    }

    private String at(String field) {
        return path.isEmpty() ? field : field.isEmpty() ? path : path + "." + field;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
