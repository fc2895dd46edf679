package io.kuajie.recommend.domain.content;

import java.util.Arrays;

/**
 * What an item says of itself.
 *
 * @param shelf number of the shelf it lies on
 * @param words their numbers, rising
 * @param frequencies of each, 1 + ln of how often it stands there
 */
record Text(int shelf, int[] words, float[] frequencies) {
    /** Of this object and its two arrays without what is in them, as virtual machines lay them out. */
    private static final int HEADERS = 24 + 2 * 16;

    int size() {
        return words.length;
    }

    boolean says(Text other) {
        return shelf == other.shelf
                && Arrays.equals(words, other.words)
                && Arrays.equals(frequencies, other.frequencies);
    }

    long sizeBytes() {
        return HEADERS + (long) size() * (Integer.BYTES + Float.BYTES);
    }
}
