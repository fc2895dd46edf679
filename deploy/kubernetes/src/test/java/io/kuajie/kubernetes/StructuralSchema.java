package io.kuajie.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a custom resource definition, checked as the API server does with strict field validation: an unknown field is
 * a fault. A key word that is neither checked nor left out on purpose is a fault, too.
 */
record StructuralSchema(JsonObject schema) {
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    private static final Set<String> CHECKED = Set.of(
            "type",
            "properties",
            "additionalProperties",
            "items",
            "required",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minItems",
            "oneOf",
            PRESERVE,
            INT_OR_STRING);

    /** Texts, and rules in CEL over fields that the manifests don't use; anyOf only repeats "integer or text". */
    private static final Set<String> LEFT_OUT = Set.of("description", "example", "x-kubernetes-validations", "anyOf");

    List<String> faults(JsonElement value, String path) {
        List<String> faults = new ArrayList<>();
        for (String keyword : schema.keySet()) {
            if (!CHECKED.contains(keyword) && !LEFT_OUT.contains(keyword)) {
                faults.add("%s: the schema's key word %s is not checked.".formatted(path, keyword));
            }
        }
        if (!hasType(value)) {
            faults.add("%s must be of the type %s, not %s.".formatted(path, type(), value));
        } else if (value instanceof JsonObject object) {
            checkObject(object, path, faults);
        } else if (value instanceof JsonArray array) {
            checkArray(array, path, faults);
        } else {
            checkPrimitive(value.getAsJsonPrimitive(), path, faults);
        }
        return faults;
    }

    private String type() {
        return isTrue(INT_OR_STRING) ? "integer or string" : schema.get("type").getAsString();
    }

    private boolean hasType(JsonElement value) {
        return switch (type()) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" -> isString(value);
            case "boolean" -> value instanceof JsonPrimitive primitive && primitive.isBoolean();
            case "number" -> value instanceof JsonPrimitive primitive && primitive.isNumber();
            case "integer" -> isInteger(value);
            case "integer or string" -> isString(value) || isInteger(value);
            default -> throw new IllegalStateException("The type %s is not known.".formatted(type()));
        };
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isInteger(JsonElement value) {
        return value instanceof JsonPrimitive primitive
                && primitive.isNumber()
                && primitive.getAsBigDecimal().stripTrailingZeros().scale() <= 0;
    }

    private void checkObject(JsonObject object, String path, List<String> faults) {
        object.entrySet().forEach(field -> {
            String name = path + "." + field.getKey();
            JsonObject declared = declared(field.getKey());
            if (declared != null) {
                faults.addAll(new StructuralSchema(declared).faults(field.getValue(), name));
            } else if (!isTrue(PRESERVE)) {
                faults.add("%s is unknown.".formatted(name));
            }
        });
        for (String required : texts("required")) {
            if (!object.has(required)) {
                faults.add("%s.%s is missing.".formatted(path, required));
            }
        }
        checkAlternatives(object, path, faults);
    }

    private @Nullable JsonObject declared(String field) {
        JsonObject properties = schema.getAsJsonObject("properties");
        if (properties != null && properties.has(field)) {
            return properties.getAsJsonObject(field);
        }
        return schema.getAsJsonObject("additionalProperties");
    }

    /** Alternatives name the fields of which one may be there. */
    private void checkAlternatives(JsonObject object, String path, List<String> faults) {
        if (!schema.has("oneOf")) {
            return;
        }
        long matching = schema.getAsJsonArray("oneOf").asList().stream()
                .map(alternative -> new StructuralSchema(alternative.getAsJsonObject()))
                .filter(alternative -> alternative.texts("required").stream().allMatch(object::has))
                .count();
        if (matching != 1) {
            faults.add("%s fits %d of the alternatives %s.".formatted(path, matching, schema.get("oneOf")));
        }
    }

    private void checkArray(JsonArray array, String path, List<String> faults) {
        if (schema.has("minItems") && array.size() < schema.get("minItems").getAsInt()) {
            faults.add("%s has too few items.".formatted(path));
        }
        for (int i = 0; i < array.size(); i++) {
            faults.addAll(new StructuralSchema(schema.getAsJsonObject("items"))
                    .faults(array.get(i), "%s[%d]".formatted(path, i)));
        }
    }

    private void checkPrimitive(JsonPrimitive value, String path, List<String> faults) {
        if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(value)) {
            faults.add("%s must be one of %s, not %s.".formatted(path, schema.get("enum"), value));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").getAsString())
                        .matcher(value.getAsString())
                        .find()) {
            faults.add("%s must match %s.".formatted(path, schema.get("pattern")));
        }
        if (value.isNumber() && (isBeyond(value, "minimum", -1) || isBeyond(value, "maximum", 1))) {
            faults.add("%s is out of bounds: %s.".formatted(path, value));
        }
    }

    private boolean isBeyond(JsonPrimitive value, String bound, int side) {
        return schema.has(bound)
                && value.getAsBigDecimal()
                                .compareTo(new BigDecimal(schema.get(bound).getAsString()))
                        == side;
    }

    private boolean isTrue(String keyword) {
        return schema.has(keyword) && schema.get(keyword).getAsBoolean();
    }

    private List<String> texts(String keyword) {
        return schema.has(keyword)
                ? schema.getAsJsonArray(keyword).asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of();
    }
}
