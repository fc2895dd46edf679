package io.kuajie.recommend.domain.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernels on vector registers against the plain ones. */
class KernelsTest {
    private static final float CLOSE = 1e-3f;

    private final Kernels plain = new PlainKernels();
    private final Kernels vector = new VectorKernels();

    @Test
    void dot_anyLength_isThatOfThePlainLoop() {
        for (int length = 0; length < 70; length++) {
            float[] a = random(80, 1);
            float[] b = random(80, 2);
            assertThat(vector.dot(a, 3, b, 5, length)).isCloseTo(plain.dot(a, 3, b, 5, length), within(CLOSE));
        }
    }

    @Test
    void sum_anyLength_isThatOfThePlainLoop() {
        for (int length = 0; length < 70; length++) {
            float[] a = random(80, 1);
            assertThat(vector.sum(a, 3, length)).isCloseTo(plain.sum(a, 3, length), within(CLOSE));
        }
    }

    @Test
    void add_anyLength_touchesThesePlacesOnly() {
        for (int length = 0; length < 70; length++) {
            float[] x = random(80, 1);
            float[] expected = random(80, 2);
            float[] actual = expected.clone();
            plain.add(0.5f, x, 3, expected, 5, length);
            vector.add(0.5f, x, 3, actual, 5, length);
            assertThat(actual).containsExactly(expected, within(CLOSE));
        }
    }

    @Test
    void multiply_anyWidth_isThatOfThePlainLoop() {
        for (int width = Kernels.TILE; width <= 5 * Kernels.TILE; width += Kernels.TILE) {
            float[] matrix = random(9 * width, 1);
            float[] row = random(width, 2);
            float[] expected = new float[9];
            float[] actual = new float[9];
            plain.multiply(matrix, width, row, expected, 1, 8);
            vector.multiply(matrix, width, row, actual, 1, 8);
            assertThat(actual).containsExactly(expected, within(CLOSE));
        }
    }

    @Test
    void addProducts_anyRows_areThoseOfThePlainLoop() {
        for (int width = Kernels.TILE; width <= 3 * Kernels.TILE; width += Kernels.TILE) {
            for (int size = 0; size < 10; size++) {
                // Given: rows in any order, one of them twice
                float[] matrix = random(10 * width, 1);
                float[] row = random(width, 2);
                int[] rows = {9, 0, 3, 3, 7, 1, 2, 8, 5, 6};
                double[] expected = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
                double[] actual = expected.clone();

                // When
                plain.addProducts(matrix, rows, size, row, 0.5, expected);
                vector.addProducts(matrix, rows, size, row, 0.5, actual);

                // Then
                assertThat(actual).containsExactly(expected, within((double) CLOSE));
                assertThat(expected[9]).isEqualTo(10);
            }
        }
    }

    @Test
    void multiplyBlocks_anyWidth_isThatOfThePlainLoop() {
        for (int width = Kernels.TILE; width <= 3 * Kernels.TILE; width += Kernels.TILE) {
            // Given: three blocks, of which the last two are asked for
            byte[] matrix = new byte[3 * Kernels.BLOCK * width];
            new Random(3).nextBytes(matrix);
            float[] steps = random(3 * Kernels.BLOCK, 1);
            float[] row = random(width, 2);
            float[] expected = new float[2 * Kernels.BLOCK + 3];
            float[] actual = new float[2 * Kernels.BLOCK + 3];

            // When
            plain.multiplyBlocks(matrix, steps, row, expected, 3, 1, 3);
            vector.multiplyBlocks(matrix, steps, row, actual, 3, 1, 3);

            // Then
            assertThat(actual).containsExactly(expected, within(127 * CLOSE));
        }
    }

    @Test
    void log_anyLength_isThatOfThePlainLoop() {
        for (int length = 0; length < 70; length++) {
            SplittableRandom random = new SplittableRandom(length);
            double[] expected = random.doubles(80, 1e-3, 1e6).toArray();
            double[] actual = expected.clone();
            plain.log(expected, length);
            vector.log(actual, length);
            assertThat(actual).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void log_floats_isThatOfThePlainLoop() {
        for (int length = 0; length < 70; length++) {
            SplittableRandom random = new SplittableRandom(length);
            float[] expected = new float[80];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) random.nextDouble(1e-3, 1e6);
            }
            float[] actual = expected.clone();
            plain.log(expected, length);
            vector.log(actual, length);
            assertThat(actual).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void exp_anyLength_isThatOfThePlainLoop() {
        for (int length = 0; length < 70; length++) {
            double[] expected =
                    new SplittableRandom(length).doubles(80, -800, 10).toArray();
            double[] actual = expected.clone();
            plain.exp(expected, length);
            vector.exp(actual, length);
            assertThat(actual).containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void firstAbove_anyPlace_isFound() {
        for (int place = 0; place < 100; place++) {
            float[] values = new float[100];
            values[place] = 1;
            values[99] = Float.NaN;
            int found = place == 99 ? 100 : place;
            assertThat(vector.firstAbove(0.5f, values, 0, 100)).isEqualTo(found);
            assertThat(plain.firstAbove(0.5f, values, 0, 100)).isEqualTo(found);
            assertThat(vector.firstAbove(0.5f, values, 0, place)).isEqualTo(place);
        }
    }

    @Test
    void addOuterProducts_lowerTriangle_isThatOfThePlainLoop() {
        float[] rows = random(9 * 64, 1);
        float[] weights = random(9, 2);
        float[] expected = new float[64 * 64];
        float[] actual = new float[64 * 64];
        plain.addOuterProducts(rows, 9, 64, weights, expected);
        vector.addOuterProducts(rows, 9, 64, weights, actual);
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(actual[i * 64 + j]).isCloseTo(expected[i * 64 + j], within(CLOSE));
            }
        }
    }

    @Test
    void subtractProduct_oneTile_isThatOfThePlainLoop() {
        float[] left = random(4 * 16, 1);
        float[] right = random(16 * Kernels.TILE, 2);
        float[] expected = random(4 * 50, 3);
        float[] actual = expected.clone();
        plain.subtractProduct(expected, 2, 50, left, 0, 16, right, 0);
        vector.subtractProduct(actual, 2, 50, left, 0, 16, right, 0);
        assertThat(actual).containsExactly(expected, within(CLOSE));
    }

    static float[] random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
