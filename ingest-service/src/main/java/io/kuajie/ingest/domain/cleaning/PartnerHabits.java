package io.kuajie.ingest.domain.cleaning;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a partner writes what the platform writes otherwise.
 *
 * @param categoryByName what the partner's categories are called here, in whatever case they are written; others keep their names
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
        Map<String, String> normal = new HashMap<>();
        categoryByName.forEach((name, category) -> {
            String other = normal.put(folded(PlainText.compatible(name)), category);
            if (other != null && !other.equals(category)) {
                throw new IllegalArgumentException(
                        "The category (%s) must be called one thing, in any case, not %s and %s."
                                .formatted(name, other, category));
            }
        });
        categoryByName = Map.copyOf(normal);
    }

    /** The category as the platform calls it; one that is not mapped keeps its case, for people are shown it. */
    public String category(String name) {
        String normal = PlainText.compatible(name);
        return categoryByName.isEmpty() ? normal : categoryByName.getOrDefault(folded(normal), normal);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
