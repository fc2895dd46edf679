package io.kuajie.ingest.app.catalog;

import io.kuajie.events.Amount;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.domain.catalog.CatalogEntry;
import io.kuajie.ingest.domain.cleaning.PartnerHabits;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.kernel.Money;
import java.time.Instant;

/** The catalogue's entries as records. */
final class CatalogRecords {
    private CatalogRecords() {}

    static CatalogItem record(Sender sender, CatalogEntry entry, PartnerHabits habits, Instant at) {
        Money price = entry.price();
        return CatalogItem.newBuilder()
                .setPartner(sender.partner().value())
                .setItem(entry.key().toString())
                .setDomain(sender.domain().value())
                .setKind(entry.kind())
                .setTitle(entry.title())
                .setTitles(entry.titleByLocale())
                .setCategory(entry.category() == null ? null : habits.category(entry.category()))
                .setTags(entry.tags())
                .setBrand(entry.brand())
                .setPrice(price == null ? null : new Amount(price.minorUnits(), price.currency()))
                .setMargin(entry.margin())
                .setStock(entry.stock())
                .setImage(entry.image())
                .setLink(entry.link())
                .setText(entry.text())
                .setAttributes(entry.attributes())
                .setWithdrawn(false)
                .setUpdatedAt(at)
                .build();
    }

    /** The same item, offered or no longer. */
    static CatalogItem withdrawn(CatalogItem item, boolean isWithdrawn, Instant at) {
        // Field by field: a copy of the whole record would copy its parts as well.
        return CatalogItem.newBuilder()
                .setPartner(item.getPartner())
                .setItem(item.getItem())
                .setDomain(item.getDomain())
                .setKind(item.getKind())
                .setTitle(item.getTitle())
                .setTitles(item.getTitles())
                .setCategory(item.getCategory())
                .setTags(item.getTags())
                .setBrand(item.getBrand())
                .setPrice(item.getPrice())
                .setMargin(item.getMargin())
                .setStock(item.getStock())
                .setImage(item.getImage())
                .setLink(item.getLink())
                .setText(item.getText())
                .setAttributes(item.getAttributes())
                .setWithdrawn(isWithdrawn)
                .setUpdatedAt(at)
                .build();
    }
}
