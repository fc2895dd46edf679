package io.kuajie.recommend.domain.index;

/**
 * Spreads numbers, of which many follow each other or differ in their highest bits alone, over the places of a table: multiplied by 2^32
 * over the golden ratio (Knuth, volume 3, section 6.4), the upper half folded into the lower, which tables take their places from.
 */
public final class FibonacciHash {
    private static final int FACTOR = 0x9E3779B9;

    private FibonacciHash() {}

    /** Of any number; its lowest bits are those to be used. */
    public static int of(int number) {
        int product = number * FACTOR;
        return product ^ (product >>> 16);
    }
}
