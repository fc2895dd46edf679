package io.kuajie.local.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people of the showing do, as the door takes it. */
final class DemoEvents {
    private final String showing;
    private int made;

    /** @param showing sets this showing's people and events apart from an earlier one's */
    DemoEvents(String showing) {
        this.showing = showing;
    }

    String userOf(DemoPerson person) {
        return "demo-%s-%s".formatted(showing, person.id());
    }

    List<Map<String, Object>> of(DemoPerson person, List<DemoPerson.Step> steps, Instant now) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (DemoPerson.Step step : steps) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("type", "track");
            event.put("messageId", "demo-%s-%d".formatted(showing, made++));
            event.put("userId", userOf(person));
            event.put("event", step.event());
            event.put("timestamp", now.toString());
            event.put("properties", properties(step));
            events.add(event);
        }
        return events;
    }

    private Map<String, Object> properties(DemoPerson.Step step) {
        return switch (step.event()) {
            case "Products Searched" -> Map.of("query", step.about());
            case "Order Completed" ->
                Map.of("order_id", "demo-%s-%d".formatted(showing, made), "products", List.of(item(step)));
            case "Product Reviewed" -> {
                Map<String, Object> review = item(step);
                review.put("rating", 5);
                yield review;
            }
            default -> item(step);
        };
    }

    private static Map<String, Object> item(DemoPerson.Step step) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("product_id", "%s-%04d".formatted(step.about(), step.piece() + 1));
        item.put("category", step.about());
        item.put("price", 199);
        item.put("currency", "CNY");
        item.put("quantity", 1);
        return item;
    }
}
