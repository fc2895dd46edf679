package io.kuajie.recommend.domain.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearntOddsTest {
    private static final double UNKNOWN = Double.NaN;

    @Test
    void odds_ofWhatTheModelDoesNotKnow_areAsManyDeviationsFromTheMean() {
        // Given: the model tells candidates a tenth as far apart as the odds do
        double[] odds = {-1, 0, 4, 2, -4};
        double[] fits = {0.5, 0.2, 0.8, UNKNOWN, UNKNOWN};

        // When
        LearntOdds.apply(fits, fits.length, 1, odds);

        // Then
        double scale = Math.sqrt((0.09 + 0.09) / (4 + 1 + 9));
        assertThat(odds).containsExactly(new double[] {1, 0.7, 1.3, 1 + scale, 1 - 5 * scale}, within(1e-9));
        assertThat(fits).containsExactly(new double[] {0, -0.3, 0.3, 0, 0}, within(1e-9));
    }

    @Test
    void odds_ofWhatAModelThatTellsMoreDoesNotKnow_stay() {
        // Given
        double[] odds = {-0.5, 0.5, 3};
        double[] fits = {7, 3, UNKNOWN};

        // When
        LearntOdds.apply(fits, fits.length, 1, odds);

        // Then
        assertThat(odds).containsExactly(new double[] {2, -2, 3}, within(1e-9));
    }

    @Test
    void odds_ofAModelWithoutAShareOrThatKnowsNothing_stay() {
        // Given
        double[] odds = {-0.5, 0.5, 3};
        double[] others = odds.clone();

        // When
        LearntOdds.apply(new double[] {7, 3, UNKNOWN}, 3, 0, odds);
        LearntOdds.apply(new double[] {UNKNOWN, UNKNOWN, UNKNOWN}, 3, 1, others);

        // Then
        assertThat(odds).containsExactly(-0.5, 0.5, 3);
        assertThat(others).containsExactly(-0.5, 0.5, 3);
    }
}
