package io.kuajie.recommend.app;

import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How lists show items, kept from one list to the next: for each item as it was last shown in Chinese and in another language.
 * What is kept serves as long as the catalogue's entry is the same. Thread-safe, without locks: when two threads make the same at
 * once, the later one stays.
 */
final class ItemViews {
    private static final int FIRST_CAPACITY = 1024;
    private static final String CHINESE = "zh";

    /** @param entry in the catalogue, of which this is the view */
    private record Kept(@Nullable Item entry, String locale, ItemView view) {}

    private volatile AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(FIRST_CAPACITY);

    ItemView of(ItemNode node, String locale) {
        int slot = 2 * node.number() + (locale.startsWith(CHINESE) ? 0 : 1);
        AtomicReferenceArray<@Nullable Kept> known = kept;
        Kept last = slot < known.length() ? known.get(slot) : null;
        Item entry = node.item();
        if (last != null && entry != null && last.entry == entry && last.locale.equals(locale)) {
            return last.view;
        }
        ItemView view = ItemView.of(node, locale);
        if (entry != null && entry == node.item()) {
            room(slot).set(slot, new Kept(entry, locale, view));
        }
        return view;
    }

    private AtomicReferenceArray<@Nullable Kept> room(int slot) {
        AtomicReferenceArray<@Nullable Kept> known = kept;
        return slot < known.length() ? known : grown(slot);
    }

    /** What another thread puts into the former array meanwhile is lost, and made again. */
    private synchronized AtomicReferenceArray<@Nullable Kept> grown(int slot) {
        AtomicReferenceArray<@Nullable Kept> full = kept;
        if (slot < full.length()) {
            return full;
        }
        AtomicReferenceArray<@Nullable Kept> larger = new AtomicReferenceArray<>(Math.max(slot + 1, full.length() * 2));
        for (int i = 0; i < full.length(); i++) {
            larger.setPlain(i, full.getPlain(i));
        }
        kept = larger;
        return larger;
    }
}
