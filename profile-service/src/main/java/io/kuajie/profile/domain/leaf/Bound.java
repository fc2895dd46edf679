package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.ItemKey;
import java.util.Comparator;
import java.util.Map;

/**
 * How many entries a leaf keeps: where one too many appears, the lightest of the others goes, so that a newcomer always gets its
 * chance. Deterministic: ties are broken by key.
 */
record Bound<K, V>(int most, Comparator<Map.Entry<K, V>> lightestFirst) {
    static final Bound<DimensionKey, DimensionTrace> DIMENSIONS = new Bound<>(
            LeafState.MOST_DIMENSIONS,
            Comparator.comparing((Map.Entry<DimensionKey, DimensionTrace> e) -> Math.abs(e.getValue().mass))
                    .thenComparing(Map.Entry::getKey));
    static final Bound<ItemKey, ItemTrace> ITEMS = new Bound<>(
            LeafState.MOST_ITEMS,
            Comparator.comparingDouble((Map.Entry<ItemKey, ItemTrace> e) -> e.getValue().mass)
                    .thenComparingLong(e -> e.getValue().lastAtMillis)
                    .thenComparing(e -> e.getKey().toString()));

    void keep(Map<K, V> map, K newest) {
        if (map.size() > most) {
            K lightest = map.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(newest))
                    .min(lightestFirst)
                    .orElseThrow()
                    .getKey();
            map.remove(lightest);
        }
    }
}
