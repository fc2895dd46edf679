package io.kuajie.testkit.generate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A generated event in the vocabulary of the Segment specification.
 *
 * @param messageId the same whenever the same world is generated
 * @param person number of the person who did it, which no storefront knows
 * @param interest the topic it is about
 */
public record GeneratedEvent(
        String partner,
        String messageId,
        String userId,
        String name,
        Instant timestamp,
        Map<String, Object> properties,
        long person,
        @Nullable Interest interest) {
    /** As an element of the door's {@code batch}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "track");
        json.put("messageId", messageId);
        json.put("userId", userId);
        json.put("event", name);
        json.put("timestamp", timestamp.truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("properties", properties);
        json.put("context", Map.of("locale", "zh-CN", "timezone", Rhythm.ZONE.getId()));
        return json;
    }
}
