package io.kuajie.recommend.domain.exploration;

/** Sums of a ridge regression, to which examples are added one by one. Not thread-safe. */
final class Regression {
    /** How long vectors are. */
    static final int SIZE = 64;

    private static final double RIDGE = 1;

    /** Lower triangle. */
    private final double[] squares = new double[SIZE * SIZE];

    private final double[] products = new double[SIZE];

    /** Adds an example. */
    void add(double[] x, double y) {
        for (int row = 0; row < SIZE; row++) {
            if (x[row] != 0) {
                for (int column = 0; column <= row; column++) {
                    squares[row * SIZE + column] += x[row] * x[column];
                }
            }
        }
        reward(x, y);
    }

    /** Adds to what an example that was added came to. */
    void reward(double[] x, double y) {
        for (int i = 0; i < SIZE; i++) {
            products[i] += x[i] * y;
        }
    }

    /** Of its examples and the other's together. */
    Fit fit(Regression other) {
        double[] factor = new double[SIZE * SIZE];
        double[] weights = new double[SIZE];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = squares[i] + other.squares[i];
        }
        for (int i = 0; i < SIZE; i++) {
            factor[i * SIZE + i] += RIDGE;
            weights[i] = products[i] + other.products[i];
        }
        factorise(factor);
        forward(factor, weights);
        backward(factor, weights);
        return new Fit(factor, weights);
    }

    /** A becomes L, the lower triangle of A = L·Lᵀ (Cholesky). */
    private static void factorise(double[] a) {
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = a[row * SIZE + column];
                for (int i = 0; i < column; i++) {
                    rest -= a[row * SIZE + i] * a[column * SIZE + i];
                }
                a[row * SIZE + column] = column == row ? Math.sqrt(rest) : rest / a[column * SIZE + column];
            }
        }
    }

    /** b becomes L⁻¹b. */
    private static void forward(double[] factor, double[] b) {
        for (int row = 0; row < SIZE; row++) {
            double rest = b[row];
            for (int i = 0; i < row; i++) {
                rest -= factor[row * SIZE + i] * b[i];
            }
            b[row] = rest / factor[row * SIZE + row];
        }
    }

    /** b becomes L⁻ᵀb. */
    private static void backward(double[] factor, double[] b) {
        for (int row = SIZE - 1; row >= 0; row--) {
            double rest = b[row];
            for (int i = row + 1; i < SIZE; i++) {
                rest -= factor[i * SIZE + row] * b[i];
            }
            b[row] = rest / factor[row * SIZE + row];
        }
    }

    /** What the examples say. Immutable. */
    static final class Fit {
        private final double[] factor;
        private final double[] weights;

        private Fit(double[] factor, double[] weights) {
            this.factor = factor;
            this.weights = weights;
        }

        /** θᵀx. */
        double mean(double[] x) {
            double sum = 0;
            for (int i = 0; i < SIZE; i++) {
                sum += weights[i] * x[i];
            }
            return sum;
        }

        /** √(xᵀA⁻¹x), which is |L⁻¹x|. */
        double deviation(double[] x) {
            double[] solved = x.clone();
            forward(factor, solved);
            double sum = 0;
            for (double one : solved) {
                sum += one * one;
            }
            return Math.sqrt(sum);
        }
    }
}
