package io.kuajie.recommend.domain.exploration;

import io.kuajie.recommend.domain.items.ItemNode;
import java.util.Arrays;

/**
 * What an item and a cluster are like, as a vector: a constant, the candidate score, and names hashed with a sign, so that those that
 * collide cancel out in the mean. Source: Weinberger et al., Feature hashing, ICML 2009.
 */
final class Traits {
    private static final int HASHED_FROM = 2;
    private static final double MOST_ODDS = 12;

    private Traits() {}

    /** @param odds log odds by the candidate score @param x is overwritten */
    static void of(String cluster, ItemNode node, double odds, double[] x) {
        Arrays.fill(x, 0);
        x[0] = 1;
        x[1] = Math.clamp(odds, -MOST_ODDS, MOST_ODDS) / MOST_ODDS;
        int category = node.category().hashCode();
        add(1, node.number(), x);
        add(2, category, x);
        add(3, 31 * cluster.hashCode() + category, x);
        add(4, 31 * cluster.hashCode() + node.number(), x);
    }

    /** The finishing step of SplitMix64. */
    private static void add(int name, int value, double[] x) {
        long mixed = (long) name << 32 | value & 0xFFFF_FFFFL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        int at = HASHED_FROM + (int) Long.remainderUnsigned(mixed >>> 1, x.length - HASHED_FROM);
        x[at] += (mixed & 1) == 0 ? 1 : -1;
    }
}
