package io.kuajie.testkit.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A generated item of a partner's catalogue. @param priceFen price of one piece, in fen */
public record GeneratedItem(
        String partner,
        String id,
        String domain,
        String kind,
        Interest interest,
        String category,
        Bilingual title,
        Bilingual text,
        String brand,
        long priceFen) {
    public static final String CURRENCY = "CNY";

    public List<String> tags() {
        return List.of(interest.tag(), interest.chinese());
    }

    /** As the door's catalogue upload takes it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("kind", kind);
        json.put("title", title.chinese());
        json.put("titles", Map.of("zh-CN", title.chinese(), "en", title.english()));
        json.put("category", category);
        json.put("tags", tags());
        json.put("brand", brand);
        json.put("price", Map.of("minorUnits", priceFen, "currency", CURRENCY));
        json.put("text", text.chinese() + " " + text.english());
        return json;
    }
}
