package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Sorts vectors into {@link Cells}: k-means on a sample, in the space with one coordinate more, then everything into its cell. Not
 * thread-safe. Cost: {@value #ROUNDS} × {@value #SAMPLE} × cells² × width for the first, targets × cells × width for the second.
 */
final class CellSorting {
    private static final int ITEMS_A_CELL = 128;
    private static final int MOST_CELLS = 2_048;
    private static final int SAMPLE = 40;
    private static final int ROUNDS = 6;
    private static final long SEED = 1;

    private final Kernels kernels = Kernels.best();
    private final float[] vectors;
    private final int width;
    private final int targets;
    private final int count;
    private final float[] further;
    private final float[] centres;
    private final float[] furtherOfCentres;
    private final float[] halfSquares;
    private final float[] own;
    private final float[] products;

    CellSorting(float[] vectors, int width, int targets) {
        this.vectors = vectors;
        this.width = width;
        this.targets = targets;
        this.count = Math.clamp(targets / ITEMS_A_CELL, 1, MOST_CELLS);
        this.further = further();
        this.centres = new float[count * width];
        this.furtherOfCentres = new float[count];
        this.halfSquares = new float[count];
        this.own = new float[width];
        this.products = new float[count];
    }

    /** The coordinate that brings each to the length of the longest. */
    private float[] further() {
        float[] squares = new float[targets];
        float most = 0;
        for (int item = 0; item < targets; item++) {
            squares[item] = kernels.dot(vectors, item * width, vectors, item * width, width);
            most = Math.max(most, squares[item]);
        }
        for (int item = 0; item < targets; item++) {
            squares[item] = (float) Math.sqrt(most - squares[item]);
        }
        return squares;
    }

    Cells cells() {
        int[] sample = sample();
        for (int cell = 0; cell < count; cell++) {
            System.arraycopy(vectors, sample[cell] * width, centres, cell * width, width);
            furtherOfCentres[cell] = further[sample[cell]];
        }
        for (int round = 0; round < ROUNDS; round++) {
            move(sample, assigned(sample));
        }
        int[] all = new int[targets];
        Arrays.setAll(all, item -> item);
        int[] cellByItem = assigned(all);
        move(all, cellByItem);
        return sorted(cellByItem);
    }

    /** Different items, in no order. */
    private int[] sample() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] items = new int[targets];
        Arrays.setAll(items, item -> item);
        int size = Math.min(targets, SAMPLE * count);
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i, targets);
            int kept = items[i];
            items[i] = items[other];
            items[other] = kept;
        }
        return Arrays.copyOf(items, size);
    }

    /** The nearest centre of each. */
    private int[] assigned(int[] items) {
        for (int cell = 0; cell < count; cell++) {
            halfSquares[cell] = 0.5f
                    * (kernels.dot(centres, cell * width, centres, cell * width, width)
                            + furtherOfCentres[cell] * furtherOfCentres[cell]);
        }
        int[] cells = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(vectors, items[i] * width, own, 0, width);
            kernels.multiply(centres, width, own, products, 0, count);
            kernels.add(further[items[i]], furtherOfCentres, 0, products, 0, count);
            kernels.add(-1, halfSquares, 0, products, 0, count);
            int nearest = 0;
            for (int cell = 1; cell < count; cell++) {
                nearest = products[cell] > products[nearest] ? cell : nearest;
            }
            cells[i] = nearest;
        }
        return cells;
    }

    /** Centres become the means of what is assigned to them; those that nothing is assigned to stay. */
    private void move(int[] items, int[] cells) {
        float[] sums = new float[count * width];
        double[] furtherSums = new double[count];
        int[] counts = new int[count];
        for (int i = 0; i < items.length; i++) {
            kernels.add(1, vectors, items[i] * width, sums, cells[i] * width, width);
            furtherSums[cells[i]] += further[items[i]];
            counts[cells[i]]++;
        }
        for (int cell = 0; cell < count; cell++) {
            if (counts[cell] > 0) {
                kernels.multiply(1f / counts[cell], sums, cell * width, width);
                System.arraycopy(sums, cell * width, centres, cell * width, width);
                furtherOfCentres[cell] = (float) (furtherSums[cell] / counts[cell]);
            }
        }
    }

    private Cells sorted(int[] cellByItem) {
        int[] starts = new int[count + 1];
        double[] squares = new double[count];
        for (int item = 0; item < targets; item++) {
            int cell = cellByItem[item];
            starts[cell + 1]++;
            squares[cell] += kernels.dot(vectors, item * width, vectors, item * width, width);
        }
        float[] spreads = new float[count];
        for (int cell = 0; cell < count; cell++) {
            int size = starts[cell + 1];
            double centre = kernels.dot(centres, cell * width, centres, cell * width, width);
            double variance = size == 0 ? 0 : Math.max(0, squares[cell] / size - centre) / width;
            // The greatest of so many normal numbers of this deviation.
            spreads[cell] = size == 0 ? 0 : (float) Math.sqrt(variance * 2 * Math.log(size));
            starts[cell + 1] += starts[cell];
        }
        int[] next = starts.clone();
        int[] itemByRow = new int[targets];
        for (int item = 0; item < targets; item++) {
            itemByRow[next[cellByItem[item]]++] = item;
        }
        longestFirst(starts, itemByRow);
        return new Cells(width, starts, itemByRow, centres, spreads);
    }

    /** Of a cell that is too large to be read whole, the longest vectors are. */
    private void longestFirst(int[] starts, int[] itemByRow) {
        for (int cell = 0; cell < count; cell++) {
            long[] order = new long[starts[cell + 1] - starts[cell]];
            for (int i = 0; i < order.length; i++) {
                int item = itemByRow[starts[cell] + i];
                // The shorter a vector, the larger the further coordinate, which is not below zero.
                order[i] = (long) Float.floatToIntBits(further[item]) << Integer.SIZE | item;
            }
            Arrays.sort(order);
            for (int i = 0; i < order.length; i++) {
                itemByRow[starts[cell] + i] = (int) order[i];
            }
        }
    }
}
