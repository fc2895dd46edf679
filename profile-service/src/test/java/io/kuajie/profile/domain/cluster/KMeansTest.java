package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fit_randomPoints_isWithinThreePercentOfManyPlainLloydRuns(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> points = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            points.add(new float[] {
                (float) (random.nextDouble() + i % 4),
                (float) (random.nextDouble() + i % 3),
                (float) random.nextDouble()
            });
        }

        // When
        KMeans.Fit fit = new KMeans(points, new SplittableRandom(seed)).fit(5, 8);

        // Then
        assertThat(fit.sse()).isLessThanOrEqualTo(1.03 * bestPlainLloyd(points, 5, 25, random));
        assertThat(fit.sse()).isEqualTo(sse(points, fit.centres()), org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void fit_fewerDifferentPointsThanGroups_givesOneCentreEach() {
        List<float[]> points = List.of(new float[] {0}, new float[] {1}, new float[] {0}, new float[] {1});

        KMeans.Fit fit = new KMeans(points, new SplittableRandom(1)).fit(4, 3);

        assertThat(fit.centres()).hasSize(2);
        assertThat(fit.sse()).isZero();
    }

    /** Lloyd's algorithm from random points, as written in any textbook. */
    private static double bestPlainLloyd(List<float[]> points, int k, int runs, SplittableRandom random) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            List<double[]> centres = new ArrayList<>();
            for (int c = 0; c < k; c++) {
                float[] p = points.get(random.nextInt(points.size()));
                centres.add(new double[] {p[0], p[1], p[2]});
            }
            for (int round = 0; round < 25; round++) {
                centres = means(points, centres);
            }
            best = Math.min(best, sse(points, centres));
        }
        return best;
    }

    private static List<double[]> means(List<float[]> points, List<double[]> centres) {
        List<double[]> sums = new ArrayList<>();
        for (double[] centre : centres) {
            double[] sum = new double[4];
            for (float[] p : points) {
                if (nearest(p, centres) == centre) {
                    for (int d = 0; d < 3; d++) {
                        sum[d] += p[d];
                    }
                    sum[3]++;
                }
            }
            sums.add(sum[3] == 0 ? centre : new double[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]});
        }
        return sums;
    }

    private static double[] nearest(float[] p, List<double[]> centres) {
        return centres.stream()
                .min(java.util.Comparator.comparingDouble(c -> square(p, c)))
                .orElseThrow();
    }

    private static double sse(List<float[]> points, List<double[]> centres) {
        return points.stream().mapToDouble(p -> square(p, nearest(p, centres))).sum();
    }

    private static double square(float[] p, double[] c) {
        return Math.pow(p[0] - c[0], 2) + Math.pow(p[1] - c[1], 2) + Math.pow(p[2] - c[2], 2);
    }
}
