package io.kuajie.testkit.generate;

import java.util.SplittableRandom;

/** Independent sources of randomness, each named by what it is for. */
final class Seeds {
    private Seeds() {}

    static SplittableRandom random(long seed, String purpose, long number) {
        return new SplittableRandom(mix(mix(seed ^ text(purpose)) + number));
    }

    private static long text(String purpose) {
        long hash = 1125899906842597L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = 31 * hash + purpose.charAt(i);
        }
        return hash;
    }

    /** The finaliser of SplitMix64: neighbouring numbers give unrelated seeds. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
