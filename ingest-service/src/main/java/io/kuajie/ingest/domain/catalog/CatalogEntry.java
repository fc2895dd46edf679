package io.kuajie.ingest.domain.catalog;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a partner says of an item.
 *
 * @param kind course, product, service, bundle, ...
 * @param titleByLocale by BCP 47 tag
 * @param brand brand or teacher
 * @param margin share of the price that is left once it is paid; null where not told
 * @param stock pieces left; null where it does not run out
 * @param attributes what the domain adds, such as level or hours
 */
public record CatalogEntry(
        ItemKey key,
        String kind,
        String title,
        Map<String, String> titleByLocale,
        @Nullable String category,
        List<String> tags,
        @Nullable String brand,
        @Nullable Money price,
        @Nullable Double margin,
        @Nullable Long stock,
        @Nullable String image,
        @Nullable String link,
        @Nullable String text,
        Map<String, String> attributes) {}
