package io.kuajie.recommend.domain.clicks;

import org.jspecify.annotations.Nullable;

/** The model of clicks in use, if there is a good one. Thread-safe. */
public final class ClickRankers {
    private volatile @Nullable ClickRanker current;

    public @Nullable ClickRanker current() {
        return current;
    }

    /** @param ranker null for none: candidates stay in the order of their score */
    public void use(@Nullable ClickRanker ranker) {
        current = ranker;
    }
}
