package io.kuajie.recommend.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StabilityTest {
    @Test
    void index_ofTheSameShares_isZero() {
        assertThat(Stability.index(new long[] {3, 3}, new long[] {50, 50})).isZero();
    }

    @Test
    void index_ofOthers_isAsByHand() {
        // 0.7 and 0.3 become 0.3 and 0.7: 2 × 0.4 × ln(7 / 3)
        assertThat(Stability.index(new long[] {3, 1}, new long[] {1, 3})).isCloseTo(0.677838, within(1e-6));
        // The order of time does not matter.
        assertThat(Stability.index(new long[] {1, 3}, new long[] {3, 1})).isCloseTo(0.677838, within(1e-6));
    }

    @Test
    void index_withAnEmptyCell_isFinite() {
        // 9.5 and 0.5 of 10 become 4.5 of 9 each
        double byHand = (0.5 - 0.95) * Math.log(0.5 / 0.95) + (0.5 - 0.05) * Math.log(0.5 / 0.05);
        assertThat(Stability.index(new long[] {9, 0}, new long[] {4, 4})).isCloseTo(byHand, within(1e-12));
    }
}
