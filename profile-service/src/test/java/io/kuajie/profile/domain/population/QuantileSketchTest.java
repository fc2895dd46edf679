package io.kuajie.profile.domain.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
    @Test
    void quantiles_ofMergedSketches_areWithinTheError() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[20_000];
        QuantileSketch sketch = new QuantileSketch();
        QuantileSketch other = new QuantileSketch();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(random.nextDouble() * 10);
            (i % 3 == 0 ? other : sketch).add(values[i]);
        }

        // When
        sketch.merge(other);

        // Then
        Arrays.sort(values);
        for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.99}) {
            double exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(sketch.quantile(share)).isCloseTo(exact, within(exact * 0.0101));
            assertThat(sketch.rank(exact)).isCloseTo(share, within(0.002));
        }
    }
}
