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

    static Stream<List<Belief>> arms() {
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
                List.of(new Beta(1, 1), new Beta(30, 1), new Beta(2, 2)),
                List.of(new Beta(1.7, 31.2), new Beta(4.25, 60.5), new Beta(1, 57.3), new Beta(1.7, 31.2)),
                List.of(new Normal(0, 0.3), new Normal(0.1, 0.05), new Normal(-0.2, 0.4), new Normal(0, 0.3)),
                List.of(new Normal(3, 1), new Normal(3.5, 0.01), new Normal(-40, 0.1)));
    }

    /** Draws the values, as Thompson sampling is usually told. */
    @ParameterizedTest
    @MethodSource("arms")
    void chances_ofArms_areHowOftenTheirDrawnValueIsHighest(List<Belief> arms) {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        double[] highest = new double[arms.size()];
        for (int draw = 0; draw < DRAWS; draw++) {
            highest[highest(arms, random)] += 1.0 / DRAWS;
        }

        // When
        double[] chances = Thompson.chances(arms);

        // Then
        assertThat(Arrays.stream(chances).sum()).isCloseTo(1, within(1e-12));
        for (int arm = 0; arm < chances.length; arm++) {
            double spread = (1 - Thompson.EVEN_SHARE) * highest[arm] + Thompson.EVEN_SHARE / arms.size();
            assertThat(chances[arm]).isCloseTo(spread, within(0.01));
        }
    }

    @Test
    void chances_ofFewerArmsThanBefore_areThoseOfAFreshStart() {
        // Given
        List<Belief> few = List.of(new Beta(3, 40), new Beta(2, 30));
        double[] alone = Thompson.chances(few);

        // When
        Thompson.chances(List.of(new Beta(3, 40), new Beta(9, 60), new Beta(1, 19), new Beta(2, 30)));

        // Then
        assertThat(Thompson.chances(few)).containsExactly(alone);
    }

    private static int highest(List<Belief> arms, SplittableRandom random) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < arms.size(); arm++) {
            double value = value(arms.get(arm), random);
            if (value > most) {
                most = value;
                best = arm;
            }
        }
        return best;
    }

    private static double value(Belief arm, SplittableRandom random) {
        return switch (arm) {
            case Normal(double mean, double deviation) -> mean + deviation * random.nextGaussian();
            case Beta(double alpha, double beta) -> {
                double successes = gamma(alpha, random);
                yield successes / (successes + gamma(beta, random));
            }
        };
    }

    /** By Marsaglia and Tsang, ACM TOMS 26 (2000). @param shape 1 or more */
    private static double gamma(double shape, SplittableRandom random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
