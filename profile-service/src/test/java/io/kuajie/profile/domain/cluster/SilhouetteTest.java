package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
    private static final List<float[]> ON_A_LINE =
            List.of(new float[] {0}, new float[] {1}, new float[] {3}, new float[] {10});
    private static final int[] GROUPS = {0, 0, 0, 1};

    /** The first is 2 from its own on average, and 10 from the other. */
    @Test
    void of_pointsThatCountTheSame_isTheMeanOfTheirWidths() {
        double expected = ((10 - 2) / 10.0 + (9 - 1.5) / 9 + (7 - 2.5) / 7 + 0) / 4;

        assertThat(Silhouette.of(ON_A_LINE, GROUPS, 2)).isCloseTo(expected, within(1e-12));
    }

    /** The first is (2 · 1 + 3 · 3) / 5 from its own on average. */
    @Test
    void of_weightedPoints_weighsDistancesAndWidths() {
        double expected = (1 * (10 - 11 / 5.0) / 10 + 2 * (9 - 7 / 4.0) / 9 + 3 * (7 - 7 / 3.0) / 7 + 0) / 10;

        assertThat(Silhouette.of(ON_A_LINE, new double[] {1, 2, 3, 4}, GROUPS, 2))
                .isCloseTo(expected, within(1e-12));
    }
}
