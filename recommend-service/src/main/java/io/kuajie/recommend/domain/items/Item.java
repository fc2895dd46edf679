package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue entry.
 *
 * @param titles title by BCP 47 locale, beside {@code title} in the partner's main language
 * @param category empty where unknown
 * @param margin share of the price that is left once it is paid for; null where the partner does not tell. For ranking alone: neither
 *     replies nor expressions tell it
 * @param stock pieces left; null where it does not run out
 */
public record Item(
        ItemKey key,
        Domain domain,
        String kind,
        String title,
        Map<String, String> titles,
        String category,
        List<String> tags,
        String brand,
        @Nullable Money price,
        @Nullable Double margin,
        @Nullable Long stock,
        @Nullable String image,
        @Nullable String link,
        Map<String, String> attributes,
        boolean withdrawn,
        Instant updatedAt) {
    public Item {
        titles = Map.copyOf(titles);
        tags = List.copyOf(tags);
        attributes = Map.copyOf(attributes);
    }

    /** The same with equal names in the place of its own, so that names which many items share are in memory once. */
    Item named(ItemKey sharedKey, CategoryKey sharedCategory) {
        return new Item(
                sharedKey,
                sharedCategory.domain(),
                kind,
                title,
                titles,
                sharedCategory.category(),
                tags,
                brand,
                price,
                margin,
                stock,
                image,
                link,
                attributes,
                withdrawn,
                updatedAt);
    }

    /** Whether it can be had now. */
    public boolean isAvailable() {
        return !withdrawn && (stock == null || stock > 0);
    }

    /** The title in this language, else in the partner's main language. */
    public String title(String locale) {
        return Titles.in(locale, titles, title);
    }
}
