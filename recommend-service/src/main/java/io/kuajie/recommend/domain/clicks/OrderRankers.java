package io.kuajie.recommend.domain.clicks;

import org.jspecify.annotations.Nullable;

/** The model of orders in use, if there is a good one. Thread-safe. */
public final class OrderRankers {
    private volatile @Nullable OrderRanker current;

    public @Nullable OrderRanker current() {
        return current;
    }

    /** @param ranker null for none: candidates are ordered by clicks, or by their score */
    public void use(@Nullable OrderRanker ranker) {
        current = ranker;
    }
}
