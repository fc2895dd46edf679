package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;

/**
 * Vectors in a byte a coordinate, for products with a person's vector that need not be exact: each in steps of a 127th of its longest
 * coordinate. It is a quarter of the memory, reading which is most of what a search costs, and laid out for the processor to make the
 * products of {@value Kernels#BLOCK} rows side by side. Thread-safe.
 */
final class Codes {
    private final int[] blockStarts;
    private final byte[] codes;
    private final float[] steps;

    /**
     * Of rows in groups, each of which begins a new block.
     *
     * @param starts a group's rows lie at {@code [starts[group], starts[group + 1])}
     */
    Codes(float[] vectors, int width, int[] starts) {
        int groups = starts.length - 1;
        blockStarts = new int[groups + 1];
        for (int group = 0; group < groups; group++) {
            int size = starts[group + 1] - starts[group];
            blockStarts[group + 1] = blockStarts[group] + room(size) / Kernels.BLOCK;
        }
        codes = new byte[Math.multiplyExact(blockStarts[groups] * Kernels.BLOCK, width)];
        steps = new float[blockStarts[groups] * Kernels.BLOCK];
        for (int group = 0; group < groups; group++) {
            for (int row = starts[group]; row < starts[group + 1]; row++) {
                put(vectors, row * width, width, blockStarts[group] * Kernels.BLOCK + row - starts[group]);
            }
        }
    }

    private void put(float[] vectors, int start, int width, int place) {
        float longest = 0;
        for (int i = start; i < start + width; i++) {
            longest = Math.max(longest, Math.abs(vectors[i]));
        }
        steps[place] = longest / Byte.MAX_VALUE;
        float inverse = longest > 0 ? Byte.MAX_VALUE / longest : 0;
        int at = place / Kernels.BLOCK * Kernels.BLOCK * width + place % Kernels.BLOCK;
        for (int i = 0; i < width; i++) {
            codes[at + i * Kernels.BLOCK] = (byte) Math.round(vectors[start + i] * inverse);
        }
    }

    /** Room for the products of a group of so many rows. */
    static int room(int rows) {
        return Math.ceilDiv(rows, Kernels.BLOCK) * Kernels.BLOCK;
    }

    /** Products of a group's first so many rows with the vector, from that place of {@code out} on; what stands behind them is undefined. */
    void multiply(int group, int rows, float[] vector, float[] out, int start) {
        int first = blockStarts[group];
        Kernels.best().multiplyBlocks(codes, steps, vector, out, start, first, first + room(rows) / Kernels.BLOCK);
    }

    long sizeBytes() {
        return codes.length + (long) Float.BYTES * steps.length + (long) Integer.BYTES * blockStarts.length;
    }
}
