package io.kuajie.recommend.domain.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
    private static final int LOGS = 1000;
    private static final int CHOICES = 500;
    private static final double[][] REWARD = {{0.5, 0.2, 0.3}, {0.1, 0.4, 0.25}};
    private static final double[][] LOGGING = {{0.5, 0.3, 0.2}, {0.2, 0.3, 0.5}};
    private static final double[][] JUDGED = {{0.3, 0.3, 0.4}, {0.3, 0.5, 0.2}};
    private static final double[][] MODEL = {{0.4, 0.25, 0.2}, {0.2, 0.3, 0.3}};

    @Test
    void estimate_twoChoices_isAsByHand() {
        // Given
        List<LoggedChoice> choices =
                List.of(new LoggedChoice(1, 0.5, 0.25, 0.4, 0.3), new LoggedChoice(0, 0.2, 0.4, 0.1, 0.2));

        // When
        OffPolicy found = OffPolicy.estimate(choices, 10, 0.95, 1);

        // Then
        assertThat(found.ips().value()).isCloseTo(0.5 / 2, within(1e-12));
        assertThat(found.snips().value()).isCloseTo(0.5 / 2.5, within(1e-12));
        assertThat(found.doublyRobust().value()).isCloseTo((0.3 + 0.5 * 0.6 + 0.2 + 2 * -0.1) / 2, within(1e-12));
        assertThat(found.effectiveSize()).isCloseTo(2.5 * 2.5 / 4.25, within(1e-12));
    }

    @Test
    void estimate_thousandSimulatedLogs_coverTheTruthAsOftenAsTheySay() {
        // Given
        double truth = truth();
        int ips = 0;
        int snips = 0;
        int robust = 0;

        // When
        for (int log = 0; log < LOGS; log++) {
            OffPolicy found = OffPolicy.estimate(log(new SplittableRandom(log)), 300, 0.95, log);
            ips += found.ips().covers(truth) ? 1 : 0;
            snips += found.snips().covers(truth) ? 1 : 0;
            robust += found.doublyRobust().covers(truth) ? 1 : 0;
        }

        // Then
        assertThat(List.of(ips, snips, robust))
                .allSatisfy(covered -> assertThat(covered).isBetween(930, 970));
    }

    @Test
    void propensity_ofZero_isRefused() {
        assertThatThrownBy(() -> new LoggedChoice(1, 0, 0.5, 0, 0)).hasMessageContaining("propensity");
    }

    private static double truth() {
        double sum = 0;
        for (int context = 0; context < 2; context++) {
            sum += mean(REWARD[context], JUDGED[context]) / 2;
        }
        return sum;
    }

    private static double mean(double[] values, double[] shares) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * shares[i];
        }
        return sum;
    }

    private static List<LoggedChoice> log(SplittableRandom random) {
        List<LoggedChoice> choices = new ArrayList<>();
        for (int i = 0; i < CHOICES; i++) {
            int context = random.nextInt(2);
            double draw = random.nextDouble();
            int choice = draw < LOGGING[context][0] ? 0 : draw < LOGGING[context][0] + LOGGING[context][1] ? 1 : 2;
            choices.add(new LoggedChoice(
                    random.nextDouble() < REWARD[context][choice] ? 1 : 0,
                    LOGGING[context][choice],
                    JUDGED[context][choice],
                    MODEL[context][choice],
                    mean(MODEL[context], JUDGED[context])));
        }
        return choices;
    }
}
