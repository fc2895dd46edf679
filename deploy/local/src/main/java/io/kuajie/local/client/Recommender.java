package io.kuajie.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** recommend-service, as one partner's storefront uses it. */
public final class Recommender {
    public static final String CHINESE = "zh-CN";

    private static final Duration POLL = Duration.ofMillis(5);

    private final Api api;
    private final String locale;

    /** @param locale of titles and reasons, such as {@value #CHINESE} */
    public Recommender(Api api, String locale) {
        this.api = api;
        this.locale = locale;
    }

    /** One recommended item. @param offer title of the incentive; empty for none */
    public record Item(String item, String title, String reason, String offer) {}

    /** @param fallback none, or what stood in for a personal list */
    public record Recommendations(String requestId, List<Item> items, String fallback, Positions asOf) {
        public List<String> keys() {
            return items.stream().map(Item::item).toList();
        }

        public boolean hasOffer() {
            return items.stream().anyMatch(item -> !item.offer().isEmpty());
        }
    }

    public Recommendations recommend(String userId, String domain, int count, String surface) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("user", userId);
        request.put("domain", domain);
        request.put("count", count);
        request.put("surface", surface);
        request.put("locale", locale);
        request.put("explain", true);
        return read(api.post("/v1/recommendations", request).body());
    }

    /**
     * Asks until the answer has seen these positions.
     *
     * @return the first such answer, or the last one where patience ended first
     */
    public Recommendations awaitAsOf(
            String userId, String domain, int count, String surface, Positions wanted, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (true) {
            Recommendations answer = recommend(userId, domain, count, surface);
            if (answer.asOf().cover(wanted) || Instant.now().isAfter(giveUp)) {
                return answer;
            }
            Pause.of(POLL);
        }
    }

    private static Recommendations read(JsonNode body) {
        List<Item> items = new ArrayList<>();
        for (JsonNode item : body.path("items")) {
            String key = item.path("item").asText();
            items.add(new Item(
                    key,
                    item.path("title").asText(key),
                    item.path("reason").path("text").asText(""),
                    item.path("offer").path("title").asText("")));
        }
        return new Recommendations(
                body.path("requestId").asText(),
                List.copyOf(items),
                body.path("fallback").asText("none"),
                Positions.parse(body.path("asOf").asText("")));
    }
}
