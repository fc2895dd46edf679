package io.kuajie.recommend.domain.algebra;

/**
 * Symmetric positive definite matrices: solving small systems, inverting large ones.
 *
 * <p>Large ones are inverted in place by sweeping blocks of {@value #BLOCK} pivots: with the pivots' columns W and their inverse
 * P, the rest becomes A − W·P·Wᵀ, a product of matrices that runs at the speed of the registers. n³ multiplications and
 * additions for n rows, as by Cholesky, and no further memory than two panels. Without pivoting, which positive definite
 * matrices don't need. Source: Goodnight, A tutorial on the SWEEP operator, The American Statistician 33, 1979.
 */
public final class Symmetric {
    private static final int BLOCK = 64;
    private static final int ROWS = 64;

    private Symmetric() {}

    /** The side of a matrix that holds {@code size} rows: the next multiple of the block. */
    public static int sideFor(int size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /**
     * Solves A·x = b by Cholesky's method, four pivots at a time on the upper triangle, whose rows lie one after another; A is
     * overwritten by its factor, b by x.
     *
     * @param a lower triangle
     * @param size a multiple of {@link Kernels#TILE}
     * @throws ArithmeticException if A is not positive definite
     */
    public static void solve(float[] a, int size, float[] b) {
        Kernels kernels = Kernels.best();
        mirrorUp(a, size);
        for (int first = 0; first < size; first += Kernels.PIVOTS) {
            for (int pivot = first; pivot < first + Kernels.PIVOTS; pivot++) {
                int row = pivot * size;
                float rest = a[row + pivot];
                if (!(rest > 0)) {
                    throw new ArithmeticException(
                            "The matrix is not positive definite: pivot %d is %s.".formatted(pivot, rest));
                }
                // The diagonal is kept inverted: multiplying is cheaper than dividing.
                float inverse = (float) (1 / Math.sqrt(rest));
                kernels.multiply(inverse, a, row + pivot, size - pivot);
                b[pivot] *= inverse;
                kernels.add(-b[pivot], a, row + pivot + 1, b, pivot + 1, size - pivot - 1);
                for (int next = pivot + 1; next < first + Kernels.PIVOTS; next++) {
                    kernels.add(-a[row + next], a, row + next, a, next * size + next, size - next);
                }
                a[row + pivot] = inverse;
            }
            kernels.eliminate(a, size, first);
        }
        for (int i = size - 1; i >= 0; i--) {
            int row = i * size;
            b[i] = (b[i] - kernels.dot(a, row + i + 1, b, i + 1, size - i - 1)) * a[row + i];
        }
    }

    private static void mirrorUp(float[] a, int size) {
        for (int row = 1; row < size; row++) {
            for (int column = 0; column < row; column++) {
                a[column * size + row] = a[row * size + column];
            }
        }
    }

    /**
     * Inverts in place.
     *
     * @param a lower triangle of a positive definite matrix; holds the whole inverse afterwards
     * @param side as {@link #sideFor} gives; rows without data must have ones on the diagonal
     */
    public static void invert(float[] a, int side, Workers workers) {
        float[] columns = new float[side * BLOCK];
        float[] tiles = new float[side * BLOCK];
        for (int pivot = 0; pivot < side; pivot += BLOCK) {
            float[] inverse = sweepPivots(a, side, pivot);
            gather(a, side, pivot, tiles, workers);
            scale(tiles, inverse, side, columns, workers);
            subtract(a, side, pivot, columns, tiles, workers);
            put(a, side, pivot, columns, inverse);
        }
        mirrorNegated(a, side, workers);
    }

    /** The inverse of the pivots' own block. */
    private static float[] sweepPivots(float[] a, int side, int pivot) {
        double[] work = new double[BLOCK * BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            for (int j = 0; j <= i; j++) {
                work[i * BLOCK + j] = a[(pivot + i) * side + pivot + j];
                work[j * BLOCK + i] = work[i * BLOCK + j];
            }
        }
        for (int k = 0; k < BLOCK; k++) {
            sweep(work, k);
        }
        float[] inverse = new float[BLOCK * BLOCK];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = (float) -work[i];
        }
        return inverse;
    }

    private static void sweep(double[] work, int k) {
        double diagonal = work[k * BLOCK + k];
        if (!(diagonal > 0)) {
            throw new ArithmeticException("The matrix is not positive definite: a pivot is %s.".formatted(diagonal));
        }
        for (int i = 0; i < BLOCK; i++) {
            if (i == k) {
                continue;
            }
            double factor = work[i * BLOCK + k] / diagonal;
            for (int j = 0; j < BLOCK; j++) {
                if (j != k) {
                    work[i * BLOCK + j] -= factor * work[k * BLOCK + j];
                }
            }
        }
        for (int i = 0; i < BLOCK; i++) {
            work[i * BLOCK + k] /= diagonal;
            work[k * BLOCK + i] = work[i * BLOCK + k];
        }
        work[k * BLOCK + k] = -1 / diagonal;
    }

    /** The pivots' columns, in tiles: (tile, pivot, column of the tile). The pivots' own rows are left zero. */
    private static void gather(float[] a, int side, int pivot, float[] tiles, Workers workers) {
        workers.loop(side / Kernels.TILE, 4, (from, to) -> {
            for (int row = from * Kernels.TILE; row < to * Kernels.TILE; row++) {
                int start = row / Kernels.TILE * Kernels.TILE * BLOCK + row % Kernels.TILE;
                boolean isPivot = row >= pivot && row < pivot + BLOCK;
                for (int k = 0; k < BLOCK; k++) {
                    float value = row < pivot ? a[(pivot + k) * side + row] : a[row * side + pivot + k];
                    tiles[start + k * Kernels.TILE] = isPivot ? 0 : value;
                }
            }
        });
    }

    /** columns = W·P, by rows. */
    private static void scale(float[] tiles, float[] inverse, int side, float[] columns, Workers workers) {
        Kernels kernels = Kernels.best();
        workers.loop(side, ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                int start = row / Kernels.TILE * Kernels.TILE * BLOCK + row % Kernels.TILE;
                java.util.Arrays.fill(columns, row * BLOCK, (row + 1) * BLOCK, 0);
                for (int k = 0; k < BLOCK; k++) {
                    kernels.add(tiles[start + k * Kernels.TILE], inverse, k * BLOCK, columns, row * BLOCK, BLOCK);
                }
            }
        });
    }

    private static void subtract(float[] a, int side, int pivot, float[] columns, float[] tiles, Workers workers) {
        Kernels kernels = Kernels.best();
        // From the longest rows down, so that the threads end together.
        workers.loop(side / ROWS, 1, (from, to) -> {
            int first = side - to * ROWS;
            for (int column = 0; column < first + ROWS; column += Kernels.TILE) {
                for (int row = first; row < first + ROWS; row += 4) {
                    kernels.subtractProduct(
                            a, row * side + column, side, columns, row * BLOCK, BLOCK, tiles, column * BLOCK);
                }
            }
        });
    }

    private static void put(float[] a, int side, int pivot, float[] columns, float[] inverse) {
        for (int row = 0; row < side; row++) {
            boolean isPivot = row >= pivot && row < pivot + BLOCK;
            for (int k = 0; k < BLOCK; k++) {
                float value = isPivot ? -inverse[(row - pivot) * BLOCK + k] : columns[row * BLOCK + k];
                if (row < pivot) {
                    a[(pivot + k) * side + row] = value;
                } else {
                    a[row * side + pivot + k] = value;
                }
            }
        }
    }

    private static void mirrorNegated(float[] a, int side, Workers workers) {
        workers.loop(side, ROWS, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column <= row; column++) {
                    float value = -a[row * side + column];
                    a[row * side + column] = value;
                    a[column * side + row] = value;
                }
            }
        });
    }
}
