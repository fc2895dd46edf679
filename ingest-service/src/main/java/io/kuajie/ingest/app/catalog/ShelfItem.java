package io.kuajie.ingest.app.catalog;

import io.kuajie.events.Amount;
import io.kuajie.events.CatalogItem;
import io.kuajie.ingest.domain.catalog.SearchText;
import io.kuajie.ingest.domain.cleaning.Completion;
import io.kuajie.kernel.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An item as it is found. @param headline title and id; rest everything else that people look for */
record ShelfItem(CatalogItem item, Completion.KnownItem known, SearchText headline, SearchText rest) {
    static ShelfItem of(CatalogItem item) {
        Amount price = item.getPrice();
        return new ShelfItem(
                item,
                new Completion.KnownItem(
                        item.getCategory(),
                        price == null ? null : new Money(price.getMinorUnits(), price.getCurrency())),
                SearchText.of(
                        Stream.concat(Stream.of(item.getTitle(), item.getItem()), item.getTitles().values().stream())),
                SearchText.of(Stream.concat(
                        Stream.of(item.getTitle(), item.getCategory(), item.getBrand(), item.getKind(), item.getText()),
                        Stream.concat(item.getTags().stream(), item.getAttributes().values().stream()))));
    }

    /** Where the item stands among those found; empty if it isn't. */
    Optional<CatalogQuery.Place> place(CatalogQuery query) {
        if (!matches(query)) {
            return Optional.empty();
        }
        boolean isHeadline = headline.holdsAll(query.terms());
        if (!isHeadline && !query.terms().stream().allMatch(this::holds)) {
            return Optional.empty();
        }
        return Optional.of(new CatalogQuery.Place(isHeadline ? 0 : 1, item.getItem()));
    }

    private boolean holds(String term) {
        List<String> one = List.of(term);
        return headline.holdsAll(one) || rest.holdsAll(one);
    }

    private boolean matches(CatalogQuery query) {
        return (query.category() == null || query.category().equals(item.getCategory()))
                && (query.domain() == null || query.domain().equals(item.getDomain()))
                && (query.isAvailable() == null || query.isAvailable() == isAvailable());
    }

    private boolean isAvailable() {
        Long stock = item.getStock();
        return !item.getWithdrawn() && (stock == null || stock > 0);
    }
}
