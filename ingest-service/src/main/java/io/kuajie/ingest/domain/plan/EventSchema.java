package io.kuajie.ingest.domain.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;

/**
 * One JSON Schema (draft 2020-12 unless it names another), compiled.
 *
 * <p>Partners write these, so none may cost more than the event it is held against is long: patterns are matched in linear time,
 * references stay inside the schema and reach definitions that hold none themselves, and nothing is fetched.
 */
public final class EventSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REFERENCE = "$ref";
    private static final String DEFINITIONS = "#/$defs/";
    private static final int MOST_TOLD = 10;
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ROOT)
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(pattern -> {
                                Pattern compiled = Pattern.compile(pattern);
                                return text -> compiled.matcher(text).find();
                            })
                            .build()));

    private final Schema schema;

    private EventSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws IllegalArgumentException saying what is wrong, if it is no such schema */
    public static EventSchema of(String text) {
        JsonNode json = json(text);
        if (!json.isObject()) {
            throw new IllegalArgumentException("must be a JSON Schema, an object");
        }
        requireFlatReferences(json, json);
        try {
            List<Error> faults = metaSchema().validate(json);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("is no JSON Schema: " + told(faults.getFirst()));
            }
            Schema schema = REGISTRY.getSchema(json);
            schema.initializeValidators();
            return new EventSchema(schema);
        } catch (SchemaException | PatternSyntaxException e) {
            throw new IllegalArgumentException("is no JSON Schema: " + e.getMessage(), e);
        }
    }

    /** Where a value differs from the schema, and how; without its values. */
    public List<String> differences(String value) {
        return schema.validate(json(value)).stream()
                .limit(MOST_TOLD)
                .map(EventSchema::told)
                .toList();
    }

    private static Schema metaSchema() {
        return REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
    }

    private static String told(Error error) {
        String at = error.getInstanceLocation().toString();
        return (at.isEmpty() ? "" : at + ": ") + error.getMessage();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be JSON", e);
        }
    }

    private static void requireFlatReferences(JsonNode node, JsonNode root) {
        JsonNode reference = node.get(REFERENCE);
        if (reference != null && reference.isTextual()) {
            JsonNode target = target(root, reference.asText());
            if (!target.findValues(REFERENCE).isEmpty()) {
                throw new IllegalArgumentException(
                        "has a reference to %s, which holds references itself; write one of them out"
                                .formatted(reference.asText()));
            }
        }
        if (node.has("$dynamicRef") || node.has("$recursiveRef")) {
            throw new IllegalArgumentException("has a dynamic reference; use $ref to #/$defs");
        }
        node.forEach(child -> requireFlatReferences(child, root));
    }

    private static JsonNode target(JsonNode root, String reference) {
        JsonNode target = reference.startsWith(DEFINITIONS) && reference.indexOf('/', DEFINITIONS.length()) < 0
                ? root.path("$defs").path(reference.substring(DEFINITIONS.length()))
                : root.path("");
        if (target.isMissingNode()) {
            throw new IllegalArgumentException(
                    "has a reference to %s; references must be #/$defs/NAME".formatted(reference));
        }
        return target;
    }
}
