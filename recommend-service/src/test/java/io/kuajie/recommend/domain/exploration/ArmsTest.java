package io.kuajie.recommend.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArmsTest {
    private static final int[] CHOICES = {0, 1, 2, 3};
    private static final double[] RATES = {0.05, 0.04, 0.15, 0.02};

    private final Arms arms = new Arms(Duration.ofDays(1));

    @Test
    void arms_ofUnequalItems_findTheBestAndSeldomTryTheRest() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        int best = 0;

        // When
        for (int round = 0; round < 4000; round++) {
            Exploration exploration = new Exploration(1, random.nextDouble());
            double[] probabilities = exploration.probabilities(arms.chances("c1", CHOICES));
            int choice = exploration.choose(probabilities);
            ServedList list = list("c1", Town.NOW, choice, probabilities);
            arms.hear(Kind.SHOWN, list, 1, Town.NOW);
            if (random.nextDouble() < RATES[choice]) {
                arms.hear(Kind.CLICKED, list, 1, Town.NOW);
            }
            best += round >= 2000 && choice == 2 ? 1 : 0;
        }

        // Then: all but the even share, and a little
        assertThat(best).isGreaterThan(1900);
        assertThat(arms.of("c1", 2).mean()).isBetween(0.13, 0.17);
        assertThat(arms.of("c2", 2)).isEqualTo(new Beta(1, 19));
    }

    @Test
    void place_thatIsNotExplored_countsForNothing() {
        // When
        arms.hear(Kind.SHOWN, list("c1", Town.NOW, 2, new double[4]), 0, Town.NOW);

        // Then
        assertThat(arms.of("c1", 7)).isEqualTo(new Beta(1, 19));
    }

    @Test
    void counts_afterTwoSpans_areForgotten() {
        // Given
        show(Town.NOW);
        show(Town.NOW.plus(Duration.ofHours(30)));
        assertThat(arms.of("c1", 2)).isEqualTo(new Beta(1, 21));

        // When
        show(Town.NOW.plus(Duration.ofHours(60)));

        // Then
        assertThat(arms.of("c1", 2)).isEqualTo(new Beta(1, 21));

        // When
        show(Town.NOW.plus(Duration.ofDays(30)));

        // Then
        assertThat(arms.of("c1", 2)).isEqualTo(new Beta(1, 20));
    }

    private void show(Instant at) {
        arms.hear(Kind.SHOWN, list("c1", at, 2, new double[4]), 1, at);
    }

    private static ServedList list(String cluster, Instant at, int choice, double[] probabilities) {
        return new ServedList(
                new UUID(1, 2),
                at,
                Town.ACADEMY,
                null,
                cluster,
                "home",
                ModelKind.NONE,
                0,
                new int[] {7, choice},
                new double[] {0.9, 0.4},
                new int[0],
                CHOICES,
                probabilities);
    }
}
