package io.kuajie.recommend.domain.consent;

import io.kuajie.kernel.DataUse;
import java.util.EnumSet;
import java.util.Set;

/** Sets of uses in the bits of a byte: one is kept for every leaf of every request. */
final class Uses {
    static final byte NONE = 0;
    static final byte ALL = of(EnumSet.allOf(DataUse.class));

    private Uses() {}

    static byte of(Set<DataUse> uses) {
        int bits = NONE;
        for (DataUse use : uses) {
            bits |= bit(use);
        }
        return (byte) bits;
    }

    static boolean has(byte uses, DataUse use) {
        return (uses & bit(use)) != 0;
    }

    private static int bit(DataUse use) {
        return switch (use) {
            case BEHAVIOR -> 1;
            case CATEGORY -> 2;
            case ITEM -> 4;
        };
    }
}
