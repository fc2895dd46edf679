package io.kuajie.ingest.app.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.PullOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pull as it was asked for.
 *
 * @param text all of it as JSON, from which another instance can go on
 */
record Pull(ImportOptions options, PullOrder order, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws jakarta.ws.rs.WebApplicationException 400 with everything that is wrong */
    static Pull of(Map<String, String> options, JsonNode order) {
        PullOrder valid = Requests.valid(PullOrder.parse(order));
        Map<String, String> named = new TreeMap<>(options);
        named.put("format", "segment-ndjson");
        ImportOptions told = Requests.valid(ImportOptions.parse(named, null));
        ObjectNode text = JSON.createObjectNode();
        text.set("options", JSON.valueToTree(options));
        text.set("order", order);
        return new Pull(new ImportOptions(told.name(), valid.format(), told.domain()), valid, text.toString());
    }

    /** @throws IllegalArgumentException if it is nothing that {@link #text} was */
    static Pull parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> options = new TreeMap<>();
            json.path("options")
                    .properties()
                    .forEach(option ->
                            options.put(option.getKey(), option.getValue().asText()));
            return of(options, json.path("order"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The order of a pull is no JSON", e);
        }
    }
}
