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
        assertThat(fit.sse()).isLessThanOrEqualTo(1.03 * PlainLloyd.best(points, 5, 25, random));
        assertThat(fit.sse())
                .isEqualTo(PlainLloyd.sse(points, fit.centres()), org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void fit_fewerDifferentPointsThanGroups_givesOneCentreEach() {
        List<float[]> points = List.of(new float[] {0}, new float[] {1}, new float[] {0}, new float[] {1});

        KMeans.Fit fit = new KMeans(points, new SplittableRandom(1)).fit(4, 3);

        assertThat(fit.centres()).hasSize(2);
        assertThat(fit.sse()).isZero();
    }
}
