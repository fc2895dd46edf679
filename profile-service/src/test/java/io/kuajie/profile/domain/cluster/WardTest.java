package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WardTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void steps_ofRandomPoints_eachAddLeastToTheSumOfSquares(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> points = points(random, 9);
        double[] weights = random.doubles(9, 1, 20).toArray();
        List<List<Integer>> before =
                IntStream.range(0, 9).mapToObj(List::of).map(WardTest::copy).toList();

        // When
        List<List<Ward.Part>> steps = Ward.steps(points, weights);

        // Then
        assertThat(steps).hasSize(8);
        for (List<Ward.Part> step : steps) {
            List<List<Integer>> after = step.stream().map(Ward.Part::points).toList();
            assertThat(sumOfSquares(after, points, weights))
                    .isCloseTo(leastAfterAUnion(before, points, weights), within(1e-9));
            assertThat(after.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
            before = after;
        }
    }

    @Test
    void steps_ofWeightedPoints_areThoseOfAsManyEqualPoints() {
        // Given
        List<float[]> points = points(new SplittableRandom(6), 4);
        List<float[]> repeated = IntStream.range(0, 10)
                .mapToObj(i -> points.get(i < 1 ? 0 : i < 3 ? 1 : i < 6 ? 2 : 3))
                .toList();
        double[] ones = new double[10];
        Arrays.fill(ones, 1);

        // When
        List<List<Ward.Part>> weighted = Ward.steps(points, new double[] {1, 2, 3, 4});

        // Then
        List<List<Ward.Part>> single = Ward.steps(repeated, ones);
        assertThat(weights(weighted)).isEqualTo(weights(single.subList(6, 9)));
    }

    private static List<List<Double>> weights(List<List<Ward.Part>> steps) {
        return steps.stream()
                .map(step -> step.stream().map(Ward.Part::weight).toList())
                .toList();
    }

    private static double leastAfterAUnion(List<List<Integer>> parts, List<float[]> points, double[] weights) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                List<List<Integer>> joined = new ArrayList<>(parts);
                List<Integer> union = copy(parts.get(i));
                union.addAll(joined.remove(j));
                joined.set(i, union);
                least = Math.min(least, sumOfSquares(joined, points, weights));
            }
        }
        return least;
    }

    private static double sumOfSquares(List<List<Integer>> parts, List<float[]> points, double[] weights) {
        double sum = 0;
        for (List<Integer> part : parts) {
            double[] mean = new double[3];
            double weight = part.stream().mapToDouble(i -> weights[i]).sum();
            for (int i : part) {
                for (int d = 0; d < 3; d++) {
                    mean[d] += weights[i] * points.get(i)[d] / weight;
                }
            }
            sum += part.stream()
                    .mapToDouble(i -> weights[i] * Distance.square(points.get(i), mean))
                    .sum();
        }
        return sum;
    }

    private static List<Integer> copy(List<Integer> part) {
        return new ArrayList<>(part);
    }

    private static List<float[]> points(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new float[] {
                    (float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()
                })
                .toList();
    }
}
