package io.kuajie.profile.domain.leaf;

import java.util.Comparator;

/** One kind of behaviour: what was done, in which industry, with which category (empty where unknown). */
public record DimensionKey(String action, String domain, String category) implements Comparable<DimensionKey> {
    private static final Comparator<DimensionKey> ORDER = Comparator.comparing(DimensionKey::action)
            .thenComparing(DimensionKey::domain)
            .thenComparing(DimensionKey::category);

    /** What it was done with: the same key without the action. */
    public DimensionKey taste() {
        return new DimensionKey("", domain, category);
    }

    /** Categories differ most, so they are compared first: keys are looked for on every event. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof DimensionKey that
                        && category.equals(that.category)
                        && action.equals(that.action)
                        && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * action.hashCode() + domain.hashCode()) + category.hashCode();
    }

    @Override
    public int compareTo(DimensionKey other) {
        return ORDER.compare(this, other);
    }
}
