package io.kuajie.recommend.domain.algebra;

/**
 * The inner loops of training and scoring, on row-major float arrays. Two implementations give the same sums up to rounding: one
 * on the vector incubator module, where the virtual machine was started with {@code --add-modules jdk.incubator.vector}, and a
 * plain one. The system property {@code kuajie.kernels.plain} chooses the plain one, for virtual machines that compile without
 * optimising.
 */
public interface Kernels {
    /** Columns of a tile, and what the width of factors and the side of matrices must be multiples of. */
    int TILE = 32;

    /** The fastest that this virtual machine has. */
    static Kernels best() {
        return Chosen.KERNELS;
    }

    /** Holds the choice, made once. */
    final class Chosen {
        private static final Kernels KERNELS = hasVectors() ? new VectorKernels() : new PlainKernels();

        private Chosen() {}

        private static boolean hasVectors() {
            return !Boolean.getBoolean("kuajie.kernels.plain")
                    && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        }
    }

    /** Rows that {@link #eliminate} takes off at once. */
    int PIVOTS = 4;

    /** Σ a[i]·b[i] over {@code length} places. */
    float dot(float[] a, int aStart, float[] b, int bStart, int length);

    /** Σ a[i] over {@code length} places. */
    float sum(float[] a, int start, int length);

    /** x[i] *= factor over {@code length} places. */
    void multiply(float factor, float[] x, int start, int length);

    /**
     * a[i][j] -= Σ a[k][i]·a[k][j] for the {@link #PIVOTS} rows k from {@code first} on, all rows i after them, and j from i on; what
     * stands below the diagonal afterwards is undefined.
     *
     * @param size of the square matrix, a multiple of {@link #TILE}
     */
    void eliminate(float[] a, int size, int first);

    /** y[i] += factor·x[i] over {@code length} places. */
    void add(float factor, float[] x, int xStart, float[] y, int yStart, int length);

    /**
     * out[r] = Σ matrix[r][i]·vector[i] for the rows {@code [from, to)}.
     *
     * @param width columns of the matrix, a multiple of {@link #TILE}
     */
    void multiply(float[] matrix, int width, float[] vector, float[] out, int from, int to);

    /**
     * sums[k] += factor·Σ matrix[rows[k]][i]·vector[i] for the first so many rows, which may lie anywhere: as the processor waits for
     * memory mostly, it is asked for several at once.
     *
     * @param vector as long as the matrix is wide, a multiple of {@link #TILE}
     */
    void addProducts(float[] matrix, int[] rows, int size, float[] vector, double factor, double[] sums);

    /** Rows whose bytes stand side by side in {@link #multiplyBlocks}. */
    int BLOCK = 16;

    /**
     * As {@link #multiply(float[], int, float[], float[], int, int)}, of a matrix of bytes in blocks of {@link #BLOCK} rows, each block column
     * after column, and each row in steps of its own: out[r] = step[r]·Σ matrix[r][i]·vector[i] for all rows of the blocks {@code [from, to)}.
     *
     * @param vector as long as the matrix is wide, a multiple of {@link #TILE}
     * @param out written from {@code start} on
     */
    void multiplyBlocks(byte[] matrix, float[] steps, float[] vector, float[] out, int start, int from, int to);

    /** x[i] = ln x[i] over the first {@code length} places. */
    void log(double[] x, int length);

    /** As {@link #log(double[], int)}, twice as many at once and of half the digits. */
    void log(float[] x, int length);

    /** x[i] = exp x[i] over the first {@code length} places. */
    void exp(double[] x, int length);

    /** The first place in {@code [from, to)} whose value is above the bound; {@code to} if there is none. */
    int firstAbove(float bound, float[] values, int from, int to);

    /**
     * sum += Σ weight·row·rowᵀ, at least the lower triangle; what stands above it afterwards is undefined.
     *
     * @param rows {@code count} rows of {@code width} columns, a multiple of {@link #TILE}
     * @param sum {@code width} × {@code width}
     */
    void addOuterProducts(float[] rows, int count, int width, float[] weights, float[] sum);

    /**
     * c[r][j] -= Σ left[r][k]·right[k][j] for four rows and one tile of columns.
     *
     * @param c its rows are {@code cStride} apart
     * @param left four rows of {@code depth}
     * @param right {@code depth} rows of {@link #TILE} columns
     */
    void subtractProduct(
            float[] c, int cStart, int cStride, float[] left, int leftStart, int depth, float[] right, int rightStart);
}
