package io.kuajie.recommend.app;

import io.kuajie.events.Amount;
import io.kuajie.events.CatalogItem;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.domain.items.Item;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue record. */
final class CatalogMapper {
    private CatalogMapper() {}

    /** @throws IllegalArgumentException if a key or name in it has not the form it must have */
    static Item item(CatalogItem record) {
        return new Item(
                ItemKey.parse(record.getItem()),
                new Domain(record.getDomain()),
                record.getKind(),
                record.getTitle(),
                record.getTitles(),
                Objects.requireNonNullElse(record.getCategory(), ""),
                record.getTags(),
                Objects.requireNonNullElse(record.getBrand(), ""),
                money(record.getPrice()),
                record.getMargin(),
                record.getStock(),
                record.getImage(),
                record.getLink(),
                record.getAttributes(),
                record.getWithdrawn(),
                record.getUpdatedAt());
    }

    static @Nullable Money money(@Nullable Amount amount) {
        return amount == null ? null : new Money(amount.getMinorUnits(), amount.getCurrency());
    }
}
