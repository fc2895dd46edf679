package io.kuajie.recommend.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThompsonTest {
    private static final int DRAWS = 200_000;

    static Stream<List<Beta>> arms() {
        return Stream.of(
                List.of(new Beta(1, 19), new Beta(1, 19), new Beta(1, 19)),
                List.of(new Beta(3, 40), new Beta(9, 60), new Beta(1, 19), new Beta(2, 30)),
                List.of(
                        new Beta(1, 19),
                        new Beta(3, 40),
                        new Beta(1, 19),
                        new Beta(9, 60),
                        new Beta(3, 40),
                        new Beta(1, 19)),
                List.of(new Beta(500, 9500), new Beta(540, 9460), new Beta(1, 19)),
                List.of(new Beta(1, 1), new Beta(30, 1), new Beta(2, 2)));
    }

    /** Draws the rates, as Thompson sampling is usually told. Counts are whole, so gammas are sums of exponentials. */
    @ParameterizedTest
    @MethodSource("arms")
    void chances_ofArms_areHowOftenTheirDrawnRateIsHighest(List<Beta> arms) {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        double[] highest = new double[arms.size()];
        boolean isLarge = arms.stream().anyMatch(arm -> arm.alpha() + arm.beta() > 1000);
        int draws = isLarge ? 2_000 : DRAWS;
        for (int draw = 0; draw < draws; draw++) {
            highest[highest(arms, random)] += 1.0 / draws;
        }

        // When
        double[] chances = Thompson.chances(arms);

        // Then
        assertThat(Arrays.stream(chances).sum()).isCloseTo(1, within(1e-12));
        for (int arm = 0; arm < chances.length; arm++) {
            double spread = (1 - Thompson.EVEN_SHARE) * highest[arm] + Thompson.EVEN_SHARE / arms.size();
            assertThat(chances[arm]).isCloseTo(spread, within(isLarge ? 0.04 : 0.01));
        }
    }

    @Test
    void chances_ofFewerArmsThanBefore_areThoseOfAFreshStart() {
        // Given
        List<Beta> few = List.of(new Beta(3, 40), new Beta(2, 30));
        double[] alone = Thompson.chances(few);

        // When
        Thompson.chances(List.of(new Beta(3, 40), new Beta(9, 60), new Beta(1, 19), new Beta(2, 30)));

        // Then
        assertThat(Thompson.chances(few)).containsExactly(alone);
    }

    private static int highest(List<Beta> arms, SplittableRandom random) {
        int best = 0;
        double most = -1;
        for (int arm = 0; arm < arms.size(); arm++) {
            double successes = gamma(arms.get(arm).alpha(), random);
            double rate = successes / (successes + gamma(arms.get(arm).beta(), random));
            if (rate > most) {
                most = rate;
                best = arm;
            }
        }
        return best;
    }

    private static double gamma(double shape, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < shape; i++) {
            sum += random.nextExponential();
        }
        return sum;
    }
}
