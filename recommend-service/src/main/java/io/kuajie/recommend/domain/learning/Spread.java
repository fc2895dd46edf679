package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;

/**
 * First and second moments of the targets' vectors: the deviation of all their products with a person's vector at the cost of a
 * few. @param squares mean of x·xᵀ, lower triangle
 */
record Spread(int width, float[] mean, float[] squares) {
    private static final int BLOCK = 1024;

    static Spread of(float[] vectors, int width, int targets) {
        float[] mean = new float[width];
        float[] squares = new float[width * width];
        float[] weights = new float[BLOCK];
        Arrays.fill(weights, 1f / Math.max(1, targets));
        for (int from = 0; from < targets; from += BLOCK) {
            int count = Math.min(BLOCK, targets - from);
            float[] rows = Arrays.copyOfRange(vectors, from * width, (from + count) * width);
            Kernels.best().addOuterProducts(rows, count, width, weights, squares);
            for (int row = 0; row < count; row++) {
                Kernels.best().add(weights[0], rows, row * width, mean, 0, width);
            }
        }
        return new Spread(width, mean, squares);
    }

    double deviation(float[] person) {
        double sum = 0;
        for (int row = 0; row < width; row++) {
            double below = Kernels.best().dot(squares, row * width, person, 0, row);
            sum += person[row] * (2 * below + squares[row * width + row] * person[row]);
        }
        double center = Kernels.best().dot(mean, 0, person, 0, width);
        return Math.sqrt(Math.max(0, sum - center * center));
    }
}
