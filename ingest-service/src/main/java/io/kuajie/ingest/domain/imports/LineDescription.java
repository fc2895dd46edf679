package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonWriter;
import io.kuajie.ingest.domain.mapping.EventRule;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.mapping.Slot;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a mapped line says, as the message would say it that a partner sends of the same event: the names are those of the
 * vocabulary, and figures are numbers where they can be read as such.
 */
final class LineDescription {
    private static final Map<Slot, String> NAME_BY_SLOT = new EnumMap<>(Map.ofEntries(
            Map.entry(Slot.ITEM, "product_id"),
            Map.entry(Slot.CATEGORY, "category"),
            Map.entry(Slot.QUANTITY, "quantity"),
            Map.entry(Slot.PRICE, "price"),
            Map.entry(Slot.CURRENCY, "currency"),
            Map.entry(Slot.RATING, "rating"),
            Map.entry(Slot.PROGRESS, "progress"),
            Map.entry(Slot.QUERY, "query"),
            Map.entry(Slot.TEXT, "review_body"),
            Map.entry(Slot.ORDER, "order_id"),
            Map.entry(Slot.CAMPAIGN, "campaign_id"),
            Map.entry(Slot.SURFACE, "surface"),
            Map.entry(Slot.REQUEST, "request_id")));
    private static final Set<Slot> FIGURES = Set.of(Slot.QUANTITY, Slot.PRICE, Slot.RATING, Slot.PROGRESS);

    private LineDescription() {}

    /** The properties of the event that a rule sees in a line. */
    static Json of(EventRule rule, Fields fields) {
        JsonWriter out = new JsonWriter().begin('{');
        NAME_BY_SLOT.forEach((slot, name) -> {
            String text = rule.propertyByName().containsKey(name) ? null : rule.text(slot, fields);
            if (text != null) {
                value(out.string(name).colon(), text, FIGURES.contains(slot));
            }
        });
        rule.propertyByName().forEach((name, template) -> {
            String text = template.fill(fields);
            if (text != null) {
                out.string(name).colon().string(text);
            }
        });
        return read(out.end('}').toString()) instanceof Json.Read.Value(Json described) ? described : Json.MISSING;
    }

    private static void value(JsonWriter out, String text, boolean isFigure) {
        if (isFigure && isNumber(text) && read(text) instanceof Json.Read.Value(Json number)) {
            out.copy(number);
        } else {
            out.string(text);
        }
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }

    private static Json.Read read(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
