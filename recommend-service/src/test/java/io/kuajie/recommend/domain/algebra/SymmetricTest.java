package io.kuajie.recommend.domain.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SymmetricTest {
    @Test
    void solve_positiveDefinite_satisfiesTheEquations() {
        // Given
        int size = 64;
        float[] matrix = positiveDefinite(size);
        float[] right = KernelsTest.random(size, 5);
        float[] solution = right.clone();

        // When
        Symmetric.solve(matrix.clone(), size, solution);

        // Then
        for (int row = 0; row < size; row++) {
            double sum = 0;
            for (int column = 0; column < size; column++) {
                sum += matrix[row * size + column] * solution[column];
            }
            assertThat(sum).isCloseTo(right[row], within(1e-3));
        }
    }

    @Test
    void invert_severalBlocks_timesTheMatrixIsOne() {
        // Given
        int side = Symmetric.sideFor(150);
        assertThat(side).isEqualTo(192);
        float[] matrix = positiveDefinite(side);
        float[] inverse = matrix.clone();

        // When
        try (Workers workers = Workers.of(2)) {
            Symmetric.invert(inverse, side, workers);
        }

        // Then
        for (int row = 0; row < side; row += 7) {
            for (int column = 0; column < side; column++) {
                double sum = 0;
                for (int k = 0; k < side; k++) {
                    sum += (double) matrix[row * side + k] * inverse[k * side + column];
                }
                assertThat(sum).isCloseTo(row == column ? 1 : 0, within(2e-3));
            }
        }
    }

    @Test
    void solve_notPositiveDefinite_isRefused() {
        assertThatThrownBy(() -> Symmetric.solve(new float[] {-1}, 1, new float[] {1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("pivot 0");
    }

    private static float[] positiveDefinite(int side) {
        float[] rows = KernelsTest.random(side * side, 9);
        float[] matrix = new float[side * side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double sum = i == j ? side / 4.0 : 0;
                for (int k = 0; k < side; k++) {
                    sum += rows[i * side + k] * rows[j * side + k];
                }
                matrix[i * side + j] = (float) sum;
            }
        }
        return matrix;
    }
}
