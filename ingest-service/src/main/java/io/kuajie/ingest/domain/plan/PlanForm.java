package io.kuajie.ingest.domain.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a tracking plan as partners send it. */
public final class PlanForm {
    private static final int MOST_EVENTS = 500;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_SCHEMA = 64 * 1024;

    private PlanForm() {}

    /** @param path where the plan stands in the request; empty for the request itself */
    public static Form<PlanDraft> parse(JsonNode plan, String path) {
        FieldReader in = FieldReader.of(plan, path);
        Reaction onViolation = reaction(in, "onViolation", Reaction.REJECT);
        Reaction unplanned = reaction(in, "unplanned", Reaction.PASS);
        SortedMap<String, String> schemaByEvent = schemas(in, plan.path("events"));
        return in.make(() -> new PlanDraft(onViolation, unplanned, schemaByEvent));
    }

    private static Reaction reaction(FieldReader in, String field, Reaction unsaid) {
        @Nullable String text = in.text(field, LONGEST_NAME);
        if (text == null) {
            return unsaid;
        }
        return Reaction.fromWireName(text).orElseGet(() -> {
            in.fault(field, "must be pass, flag or reject");
            return unsaid;
        });
    }

    private static SortedMap<String, String> schemas(FieldReader in, JsonNode events) {
        SortedMap<String, String> schemaByEvent = new TreeMap<>();
        if (!events.isObject() || events.size() > MOST_EVENTS) {
            in.fault("events", "must be an object of at most %d JSON Schemas by event name".formatted(MOST_EVENTS));
            return schemaByEvent;
        }
        events.properties().forEach(entry -> {
            String at = "events." + entry.getKey();
            String schema = entry.getValue().toString();
            if (entry.getKey().isBlank() || entry.getKey().length() > LONGEST_NAME) {
                in.fault(at, "must be an event's name of 1 to %d characters".formatted(LONGEST_NAME));
            } else if (schema.length() > LONGEST_SCHEMA) {
                in.fault(at, "has %d characters and may have %d".formatted(schema.length(), LONGEST_SCHEMA));
            } else {
                compiled(in, at, schema);
                schemaByEvent.put(entry.getKey(), schema);
            }
        });
        return schemaByEvent;
    }

    private static void compiled(FieldReader in, String at, String schema) {
        try {
            EventSchema.of(schema);
        } catch (IllegalArgumentException e) {
            in.fault(at, String.valueOf(e.getMessage()));
        }
    }
}
