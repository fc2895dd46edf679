package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumCostMatchingTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void columnsOf_randomCosts_isAsCheapAsTheBestOfAllPermutations(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 30; round++) {
            // Given
            int rows = random.nextInt(1, 6);
            double[][] cost = new double[rows][rows + random.nextInt(3)];
            for (double[] row : cost) {
                Arrays.setAll(row, i -> random.nextInt(10) / 4.0 - 1);
            }

            // When
            int[] columns = MinimumCostMatching.columnsOf(cost);

            // Then
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += cost[row][columns[row]];
            }
            assertThat(Arrays.stream(columns).distinct().count()).isEqualTo(rows);
            assertThat(sum).isCloseTo(cheapest(cost, 0, new boolean[cost[0].length]), within(1e-12));
        }
    }

    private static double cheapest(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = Double.MAX_VALUE;
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.min(best, cost[row][column] + cheapest(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}
