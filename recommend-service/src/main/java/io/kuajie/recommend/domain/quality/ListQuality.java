package io.kuajie.recommend.domain.quality;

import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.CategoryKey;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.Items;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the lists that are served are like, window after window, {@code [start, end)} by the time of serving. A window's figures are there
 * with the first list after it, and stay until the next window's; drift is against the last window before that had lists. Memory: four bytes
 * an item, and a count for each category. One thread brings lists, any may ask for figures.
 */
public final class ListQuality {
    private final Items items;
    private final Popularity popularity;
    private final long windowMillis;
    private final long leastPlaces;
    private long window = Long.MIN_VALUE;
    private Places places = new Places();
    private Places former = new Places();
    private Map<CategoryKey, Long> formerByCategory = Map.of();
    private volatile Figures figures = Figures.UNKNOWN;

    /** @param leastPlaces how many places each of two windows must have for their drift to be more than chance */
    public ListQuality(Items items, Popularity popularity, Duration window, long leastPlaces) {
        if (window.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The window of quality (%s) must be above 0; an hour is usual.".formatted(window));
        }
        this.items = items;
        this.popularity = popularity;
        this.windowMillis = window.toMillis();
        this.leastPlaces = leastPlaces;
    }

    /** Takes a list. One that is late counts in the window that is open. */
    public void served(ServedList list) {
        long at = Math.floorDiv(list.at().toEpochMilli(), windowMillis);
        if (at > window) {
            if (places.size() > 0) {
                close();
            }
            window = at;
        }
        places.add(list);
    }

    /** Of the last whole window that had lists. */
    public Figures figures() {
        return figures;
    }

    private void close() {
        Spread spread = new Spread(places, items, popularity);
        Map<CategoryKey, Long> byCategory = byCategory();
        boolean isComparable = former.size() >= leastPlaces && places.size() >= leastPlaces;
        figures = new Figures(
                spread.coverage(),
                spread.novelty(),
                spread.popularShare(),
                isComparable ? Stability.index(former.countByScore(), places.countByScore()) : Double.NaN,
                isComparable ? drift(formerByCategory, byCategory) : Double.NaN);
        former = places;
        formerByCategory = byCategory;
        places = new Places();
    }

    private Map<CategoryKey, Long> byCategory() {
        Map<CategoryKey, Long> byCategory = new HashMap<>();
        for (int number = 0; number < Math.min(items.size(), places.end()); number++) {
            Item item = places.of(number) == 0 ? null : items.at(number).item();
            if (item != null) {
                byCategory.merge(new CategoryKey(item.domain(), item.category()), (long) places.of(number), Long::sum);
            }
        }
        return byCategory;
    }

    private static double drift(Map<CategoryKey, Long> before, Map<CategoryKey, Long> now) {
        Set<CategoryKey> cells = new HashSet<>(before.keySet());
        cells.addAll(now.keySet());
        return Stability.index(counts(cells, before), counts(cells, now));
    }

    private static long[] counts(Set<CategoryKey> cells, Map<CategoryKey, Long> counts) {
        return cells.stream().mapToLong(cell -> counts.getOrDefault(cell, 0L)).toArray();
    }
}
