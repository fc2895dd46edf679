package io.kuajie.recommend.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
            double[] probabilities = exploration.probabilities(arms.chances("c1", CHOICES, new double[4]));
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
    }

    @Test
    void cluster_thatIsNew_startsFromWhatTheOthersDid() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        for (int list = 0; list < 4_000; list++) {
            show("c" + list % 4, random.nextDouble() < RATES[list % 16 / 4] ? 1 : 0, list % 16 / 4);
        }

        // When
        Beta known = arms.of("new", 2);
        double[] chances = arms.chances("new", CHOICES, new double[4]);

        // Then: the rate of the others, with the weight of some lists
        assertThat(known.mean()).isBetween(0.12, 0.18);
        assertThat(known.alpha() + known.beta()).isCloseTo(20, within(1e-9));
        assertThat(chances[2]).isGreaterThan(0.5);

        // When: it turns out to be unlike the others
        for (int list = 0; list < 400; list++) {
            show("new", 0, 2);
        }

        // Then
        assertThat(arms.of("new", 2).mean()).isLessThan(0.01);
        assertThat(arms.of("c1", 2).mean()).isGreaterThan(0.05);
    }

    @Test
    void arm_whateverTheOthersDid_isAsCountsSay() {
        // Given
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 200; round++) {
            Arms fresh = new Arms(Duration.ofDays(1));
            int othersShown = random.nextInt(0, 2_000);
            int othersClicked = random.nextInt(0, othersShown + 1);
            int shown = random.nextInt(0, 50);
            int clicked = random.nextInt(0, shown + 1);
            count(fresh, "others", othersShown, othersClicked);
            count(fresh, "own", shown, clicked);

            // When
            Beta found = fresh.of("own", 2);

            // Then: never of less than one click and one that is none
            double rate = (1.0 + othersClicked) / (20 + othersShown);
            double weight = Math.max(20, Math.max(1 / rate, 1 / (1 - rate)));
            assertThat(found.alpha()).isCloseTo(rate * weight + clicked, within(1e-6));
            assertThat(found.beta()).isCloseTo((1 - rate) * weight + shown - clicked, within(1e-6));
        }
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

    private static void count(Arms arms, String cluster, int shown, int clicked) {
        for (int list = 0; list < shown; list++) {
            arms.hear(Kind.SHOWN, list(cluster, Town.NOW, 2, new double[4]), 1, Town.NOW);
            if (list < clicked) {
                arms.hear(Kind.CLICKED, list(cluster, Town.NOW, 2, new double[4]), 1, Town.NOW);
            }
        }
    }

    private void show(String cluster, int clicks, int choice) {
        ServedList list = list(cluster, Town.NOW, choice, new double[4]);
        arms.hear(Kind.SHOWN, list, 1, Town.NOW);
        for (int click = 0; click < clicks; click++) {
            arms.hear(Kind.CLICKED, list, 1, Town.NOW);
        }
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
