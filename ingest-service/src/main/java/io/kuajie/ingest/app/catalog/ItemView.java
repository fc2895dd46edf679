package io.kuajie.ingest.app.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.events.Amount;
import io.kuajie.events.CatalogItem;
import io.kuajie.kernel.ItemKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item as the interface shows it to its partner. @param margin share of the price that is left once it is paid */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemView(
        String id,
        String domain,
        String kind,
        String title,
        Map<String, String> titles,
        @Nullable String category,
        List<String> tags,
        @Nullable String brand,
        @Nullable Price price,
        @Nullable Double margin,
        @Nullable Long stock,
        @Nullable String image,
        @Nullable String link,
        @Nullable String text,
        Map<String, String> attributes,
        boolean withdrawn,
        Instant updatedAt) {
    /** Whole minor units of an ISO 4217 currency. */
    public record Price(long minorUnits, String currency) {}

    static ItemView of(CatalogItem item) {
        Amount price = item.getPrice();
        return new ItemView(
                ItemKey.parse(item.getItem()).id(),
                item.getDomain(),
                item.getKind(),
                item.getTitle(),
                item.getTitles(),
                item.getCategory(),
                item.getTags(),
                item.getBrand(),
                price == null ? null : new Price(price.getMinorUnits(), price.getCurrency()),
                item.getMargin(),
                item.getStock(),
                item.getImage(),
                item.getLink(),
                item.getText(),
                item.getAttributes(),
                item.getWithdrawn(),
                item.getUpdatedAt());
    }
}
