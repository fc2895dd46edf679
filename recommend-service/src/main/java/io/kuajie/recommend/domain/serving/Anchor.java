package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Action;
import org.jspecify.annotations.Nullable;

/**
 * An item that candidates are sought around.
 *
 * @param shelf number of the shelf it lies on
 * @param weight above 0; 1 for a fresh purchase
 * @param action what the person did most with it; null for an item of the page
 * @param category number of its category; -1 where unknown
 * @param naming what a reason may say of it
 */
record Anchor(int item, int shelf, double weight, @Nullable Action action, int category, Naming naming) {
    static final int NO_CATEGORY = -1;

    /** The most telling thing that a reason may name. */
    enum Naming {
        ITEM,
        CATEGORY,
        NOTHING
    }
}
