package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonWriter;
import io.kuajie.ingest.domain.json.NameSet;
import io.kuajie.ingest.domain.mapping.EventRule;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.privacy.Scrubber;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule keeps of a line beside an event's own fields. */
final class RuleProperties {
    private RuleProperties() {}

    /** Scrubbed JSON; null where nothing is kept. @param ids what the line calls the person */
    static @Nullable String of(EventRule rule, Fields fields, Set<String> ids) {
        if (rule.propertyByName().isEmpty()) {
            return null;
        }
        JsonWriter out = new JsonWriter().begin('{');
        rule.propertyByName().forEach((name, template) -> {
            String value = template.fill(fields);
            if (value != null) {
                out.string(name).colon().string(value);
            }
        });
        out.end('}');
        return Json.read(out.toString().getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Value(Json properties)
                ? Scrubber.object(properties, ids, NameSet.NONE)
                : null;
    }
}
