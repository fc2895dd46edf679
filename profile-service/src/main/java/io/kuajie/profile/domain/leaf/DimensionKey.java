package io.kuajie.profile.domain.leaf;

import java.util.Comparator;

/** One kind of behaviour: what was done, in which industry, with which category (empty where unknown). */
public record DimensionKey(String action, String domain, String category) implements Comparable<DimensionKey> {
    private static final Comparator<DimensionKey> ORDER = Comparator.comparing(DimensionKey::action)
            .thenComparing(DimensionKey::domain)
            .thenComparing(DimensionKey::category);

    @Override
    public int compareTo(DimensionKey other) {
        return ORDER.compare(this, other);
    }
}
