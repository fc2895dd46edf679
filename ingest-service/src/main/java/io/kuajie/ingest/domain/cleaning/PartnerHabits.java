package io.kuajie.ingest.domain.cleaning;

import java.util.Map;

/**
 * How a partner writes what the platform writes otherwise.
 *
 * @param categoryByName what the partner's categories are called here; others keep their names
 * @param bestRating the top of the partner's scale of ratings, whose bottom is 1
 * @param isPercent whether progress comes in percent
 */
public record PartnerHabits(Map<String, String> categoryByName, double bestRating, boolean isPercent) {
    /** The platform's own. */
    public static final PartnerHabits NONE = new PartnerHabits(Map.of(), 5, false);

    public PartnerHabits {
        if (!(bestRating > 1)) {
            throw new IllegalArgumentException("The best rating (%s) must be above 1.".formatted(bestRating));
        }
        Map<String, String> normal = new java.util.HashMap<>();
        categoryByName.forEach((name, category) -> normal.put(PlainText.compatible(name), category));
        categoryByName = Map.copyOf(normal);
    }

    /** The category as the platform calls it. */
    public String category(String name) {
        String normal = PlainText.compatible(name);
        return categoryByName.getOrDefault(normal, normal);
    }
}
