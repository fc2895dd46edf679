package io.kuajie.recommend.domain.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClickQualityTest {
    private static final int SIZE = 500;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void areaUnderCurve_withTies_isTheShareOfRightPairs() {
        // Given
        double[] odds = new double[SIZE];
        boolean[] clicked = new boolean[SIZE];
        for (int i = 0; i < SIZE; i++) {
            odds[i] = random.nextInt(20);
            clicked[i] = random.nextInt(40) < odds[i];
        }
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                if (clicked[i] && !clicked[j]) {
                    pairs++;
                    right += odds[i] > odds[j] ? 1 : odds[i] == odds[j] ? 0.5 : 0;
                }
            }
        }

        // When
        ClickQuality found = ClickQuality.of(odds, clicked);

        // Then
        assertThat(found.areaUnderCurve()).isCloseTo(right / pairs, within(1e-12));
    }

    @Test
    void logLossAndError_ofTwoPredictions_areAsByHand() {
        // When
        ClickQuality found = ClickQuality.of(new double[] {Math.log(3), -Math.log(3)}, new boolean[] {true, false});

        // Then
        assertThat(found.logLoss()).isCloseTo(-Math.log(0.75), within(1e-12));
        assertThat(found.calibrationError()).isCloseTo(0.25, within(1e-12));
        assertThat(ClickQuality.of(new double[2], new boolean[2]).areaUnderCurve())
                .isEqualTo(0.5);
    }

    @Test
    void calibration_ofSkewedOdds_findsWhatSkewedThem() {
        // Given
        double[] odds = new double[100_000];
        boolean[] clicked = new boolean[odds.length];
        for (int i = 0; i < odds.length; i++) {
            double right = random.nextGaussian() - 3;
            clicked[i] = random.nextDouble() < Calibration.chance(right);
            odds[i] = 2 * right + 8;
        }

        // When
        Calibration found = Calibration.of(odds, clicked);

        // Then
        assertThat(found.slope()).isCloseTo(0.5, within(0.02));
        assertThat(found.shift()).isCloseTo(-4, within(0.1));
    }

    @Test
    void calibration_ofPredictionsTheWrongWayRound_isTheRateRatherThanTheirReverse() {
        // When
        Calibration found = Calibration.of(new double[] {2, 1, -1, -2}, new boolean[] {false, false, true, true});

        // Then
        assertThat(found).isEqualTo(new Calibration(0, 0));
    }

    @Test
    void calibration_ofNoClicksAtAll_staysFinite() {
        // When
        Calibration found = Calibration.of(new double[] {1, 2, 3}, new boolean[3]);

        // Then
        assertThat(Calibration.chance(found.logOdds(2))).isBetween(0.0, 0.2);
    }
}
