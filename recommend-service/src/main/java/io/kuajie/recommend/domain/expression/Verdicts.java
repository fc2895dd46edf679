package io.kuajie.recommend.domain.expression;

import io.kuajie.recommend.domain.index.FibonacciHash;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Remembers of which items a condition holds, as most lists ask of the same popular ones. An answer counts for one version of an item; a
 * newer one, or another item whose number falls on the same place, takes its place. 128 kB. Thread-safe.
 */
final class Verdicts {
    private static final int PLACES = 1 << 14;
    private static final long KNOWN = 1;
    private static final long HOLDS = 2;
    private static final int VERSION_BITS = 30;

    /** Of each the item's number, its version, and two flags. */
    private final AtomicLongArray verdicts = new AtomicLongArray(PLACES);

    /** @param mayAsk asked before the condition is; where it says no, nothing is remembered, and the condition passes for not holding */
    boolean of(ItemNode node, Predicate<ItemNode> condition, BooleanSupplier mayAsk) {
        int place = FibonacciHash.of(node.number()) & (PLACES - 1);
        // The version first: what is found of a later one is then asked again.
        long mark = (long) node.number() << Integer.SIZE | (node.version() & (1L << VERSION_BITS) - 1) << 2 | KNOWN;
        long verdict = verdicts.get(place);
        if ((verdict & ~HOLDS) == mark) {
            return (verdict & HOLDS) != 0;
        }
        if (!mayAsk.getAsBoolean()) {
            return false;
        }
        boolean holds = condition.test(node);
        verdicts.set(place, holds ? mark | HOLDS : mark);
        return holds;
    }
}
