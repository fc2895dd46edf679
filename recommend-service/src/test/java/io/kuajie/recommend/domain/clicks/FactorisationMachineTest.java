package io.kuajie.recommend.domain.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FactorisationMachineTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void machine_thatLearntNothing_isAboutTheCandidateScore() {
        // When
        double odds = FactorisationMachine.trusting(1).given().logOdds(new int[] {1, 2, 3}, -2);

        // Then
        assertThat(odds).isCloseTo(-2, within(0.1));
    }

    /** Neither feature says anything alone: clicked is what has exactly one of them. */
    @Test
    void machine_learnsWhatOnlyPairsOfFeaturesTell() {
        // Given
        FactorisationMachine machine = FactorisationMachine.trusting(1);
        for (int i = 0; i < 40_000; i++) {
            int one = random.nextInt(2);
            int other = random.nextInt(2);
            machine.learn(new Features(new int[] {10 + one, 20 + other}, 0), one != other);
        }

        // When, Then
        for (int one = 0; one < 2; one++) {
            for (int other = 0; other < 2; other++) {
                double odds = machine.given().logOdds(new int[] {10 + one, 20 + other}, 0);
                assertThat(odds > 1).isEqualTo(one != other);
                assertThat(odds < -1).isEqualTo(one == other);
            }
        }
    }

    @Test
    void copy_ofAMachine_doesNotChangeAsItLearns() {
        // Given
        FactorisationMachine machine = FactorisationMachine.trusting(1);
        Features features = new Features(new int[] {5, 6}, 0.5);
        FactorisationMachine copy = machine.copy();
        double before = machine.given().logOdds(features.numbers(), features.candidate());

        // When
        for (int i = 0; i < 100; i++) {
            machine.learn(features, true);
        }

        // Then
        assertThat(copy.given().logOdds(features.numbers(), features.candidate()))
                .isEqualTo(before);
        assertThat(machine.given().logOdds(features.numbers(), features.candidate()))
                .isGreaterThan(before + 1);
    }
}
