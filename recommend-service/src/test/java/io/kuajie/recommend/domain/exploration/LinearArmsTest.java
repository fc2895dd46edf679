package io.kuajie.recommend.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.ItemNode;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinearArmsTest {
    private static final int ITEMS = 6;

    private final Town town = new Town(true);
    private final LinearArms arms = new LinearArms(town.items, Duration.ofDays(1));
    private final SplittableRandom random = new SplittableRandom(1);
    private final int[] choices = new int[ITEMS];

    LinearArmsTest() {
        for (int item = 0; item < ITEMS; item++) {
            town.list("blossom:" + item, "物品" + item, item < 2 ? "liked" : "other");
            choices[item] = node(item).number();
        }
    }

    @Test
    void fit_ofRandomExamples_isTheSolutionOfTheNormalEquations() {
        // Given
        int size = Regression.SIZE;
        Regression sums = new Regression();
        Regression more = new Regression();
        double[][] normal = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            normal[i][i] = 1;
        }
        for (int example = 0; example < 300; example++) {
            double[] x = random.doubles(size, -1, 1).toArray();
            double y = random.nextDouble();
            (example % 3 == 0 ? more : sums).add(x, y - 0.3);
            (example % 3 == 0 ? more : sums).reward(x, 0.3);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    normal[i][j] += x[i] * x[j];
                }
                normal[i][size] += x[i] * y;
            }
        }
        double[] asked = random.doubles(size, -1, 1).toArray();

        // When
        Regression.Fit fit = sums.fit(more);

        // Then
        double[] weights = solved(normal);
        for (int i = 0; i < size; i++) {
            normal[i][size] = asked[i];
        }
        double[] spread = solved(normal);
        assertThat(fit.mean(asked)).isCloseTo(product(weights, asked), within(1e-9));
        assertThat(fit.deviation(asked)).isCloseTo(Math.sqrt(product(spread, asked)), within(1e-9));
    }

    @Test
    void arms_ofUnequalItems_findTheBestAndSeldomTryTheRest() {
        // Given
        double[] rates = {0.05, 0.02, 0.3, 0.04, 0.05, 0.03};
        int best = 0;

        // When
        for (int round = 0; round < 4_000; round++) {
            double[] probabilities =
                    new Exploration(1, 0).probabilities(arms.chances("c1", choices, new double[ITEMS]));
            int choice = new Exploration(1, random.nextDouble()).choose(probabilities);
            hear("c1", choice, random.nextDouble() < rates[choice], Town.NOW);
            best += round >= 2_000 && choice == 2 ? 1 : 0;
        }

        // Then
        assertThat(best).isGreaterThan(1_700);
    }

    @Test
    void item_thatNobodyWasShown_isThoughtOfAsThoseLikeIt() {
        // Given: of the liked category, one is never shown
        for (int list = 0; list < 4_000; list++) {
            int item = 1 + random.nextInt(ITEMS - 2);
            hear("c" + random.nextInt(3), item, random.nextDouble() < (item < 2 ? 0.3 : 0.02), Town.NOW);
        }

        // When
        Normal liked = arms.of("c1", node(0), 0);
        Normal other = arms.of("c1", node(ITEMS - 1), 0);

        // Then
        assertThat(liked.mean()).isGreaterThan(other.mean() + 0.05);
        assertThat(liked.deviation()).isGreaterThan(arms.of("c1", node(1), 0).deviation());
    }

    @Test
    void examples_afterTwoSpans_areForgotten() {
        // Given
        Normal before = arms.of("c1", node(1), 0);
        hear("c1", 1, true, Town.NOW);
        hear("c1", 2, false, Town.NOW.plus(Duration.ofHours(30)));
        assertThat(arms.of("c1", node(1), 0).mean()).isGreaterThan(before.mean());

        // When: what comes long after says nothing of this item but what it has in common with the other
        LinearArms other = new LinearArms(town.items, Duration.ofDays(1));
        other.hear(Kind.SHOWN, list("c2", 4, Town.NOW), 0, Town.NOW);
        hear("c2", 4, false, Town.NOW.plus(Duration.ofDays(30)));

        // Then
        assertThat(arms.of("c1", node(1), 0)).isEqualTo(other.of("c1", node(1), 0));
    }

    private void hear(String cluster, int item, boolean isClicked, Instant at) {
        ServedList list = list(cluster, item, at);
        arms.hear(Kind.SHOWN, list, 0, at);
        if (isClicked) {
            arms.hear(Kind.CLICKED, list, 0, at);
        }
    }

    private ServedList list(String cluster, int item, Instant at) {
        return new ServedList(
                new UUID(1, 2),
                at,
                Town.ACADEMY,
                null,
                cluster,
                "home",
                ModelKind.NONE,
                0,
                new int[] {choices[item]},
                new double[] {0.5},
                new int[0],
                new int[] {choices[item]},
                new double[] {1});
    }

    private ItemNode node(int item) {
        return town.items.of(Town.key("blossom:" + item));
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /** By Gauss and Jordan. @param equations each with its right side last; left as they are */
    private static double[] solved(double[][] equations) {
        int size = equations.length;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = equations[i].clone();
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i];
        }
        return solution;
    }
}
