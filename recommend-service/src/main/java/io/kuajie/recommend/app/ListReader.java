package io.kuajie.recommend.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Incentive;
import io.kuajie.recommend.app.RecommendationResponse.Reason;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists that another instance has written. */
final class ListReader {
    private ListReader() {}

    /** @throws IOException if it is no list */
    static RecommendationResponse read(ObjectMapper mapper, byte[] json) throws IOException {
        JsonNode list = mapper.readTree(json);
        JsonNode items = list.path("items");
        Entry[] entries = new Entry[items.size()];
        for (int place = 0; place < entries.length; place++) {
            entries[place] = entry(mapper, items.get(place));
        }
        return new RecommendationResponse(
                list.required("requestId").asText(),
                List.of(entries),
                list.path("model").asText(),
                list.path("objective").asText(),
                list.path("arm").asText(),
                list.path("fallback").asText(),
                list.path("asOf").asText(),
                texts(list.path("leftOut")),
                list.path("tookMicros").asLong());
    }

    private static Entry entry(ObjectMapper mapper, JsonNode entry) throws IOException {
        JsonNode reason = entry.path("reason");
        JsonNode price = entry.get("price");
        JsonNode offer = entry.get("offer");
        return new Entry(
                ItemView.of(
                        entry.required("item").asText(),
                        text(entry, "domain"),
                        text(entry, "title"),
                        price == null ? null : mapper.treeToValue(price, Money.class),
                        text(entry, "image"),
                        text(entry, "link")),
                entry.path("score").asDouble(),
                Reason.of(reason.path("code").asText(), text(reason, "text"), texts(reason.path("because"))),
                offer == null ? null : mapper.treeToValue(offer, Incentive.class));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
