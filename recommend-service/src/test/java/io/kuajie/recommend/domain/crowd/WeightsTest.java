package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    @ParameterizedTest
    @CsvSource({"1, 4", "3, 8", "8, 13", "100, 15", "1e300, 15", "0, 0", "-8, 0", "0.01, 0", "NaN, 0"})
    void quantised_mass_givesSteps(double mass, int weight) {
        assertThat(Weights.quantised(mass)).isEqualTo((byte) weight);
    }
}
