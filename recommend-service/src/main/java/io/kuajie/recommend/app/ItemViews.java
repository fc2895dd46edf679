package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.index.FibonacciHash;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How lists show items, kept from one list to the next, as most lists show the same ones. What is kept serves as long as the
 * catalogue's entry is the same; another item whose number falls on the same place takes its place. Some 20 MB when full.
 * Thread-safe, without locks: when two threads make the same at once, the later one stays.
 */
final class ItemViews {
    private static final int PLACES = 1 << 15;

    /** @param entry in the catalogue, of which this is the view */
    private record Kept(Item entry, String locale, ItemView view) {}

    private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(PLACES);

    ItemView of(ItemNode node, String locale) {
        Item entry = node.item();
        if (entry == null) {
            return ItemView.of(node, locale);
        }
        int place = FibonacciHash.of(31 * node.number() + locale.hashCode()) & (PLACES - 1);
        Kept last = kept.get(place);
        if (last != null && last.entry == entry && last.locale.equals(locale)) {
            return last.view;
        }
        ItemView view = ItemView.of(node, locale);
        if (entry == node.item()) {
            kept.set(place, new Kept(entry, locale, view));
        }
        return view;
    }
}
