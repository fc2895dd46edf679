package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Action;
import org.jspecify.annotations.Nullable;

/**
 * An item that candidates are sought around.
 *
 * @param shelf number of the shelf it lies on
 * @param weight above 0; 1 for a fresh purchase
 * @param action what the person did most with it; null for an item of the page
 * @param nearness how near it is to what comes next: 1 for an item of the page and for what was dealt with last on its shelf just now, less the
 *     longer ago that is; 0 where something else of its shelf came later
 * @param category number of its category; -1 where unknown
 * @param naming what a reason may say of it
 */
record Anchor(
        int item, int shelf, double weight, @Nullable Action action, double nearness, int category, Naming naming) {
    static final int NO_CATEGORY = -1;

    /** The most telling thing that a reason may name. */
    enum Naming {
        ITEM,
        CATEGORY,
        NOTHING
    }
}
