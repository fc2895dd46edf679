package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlsTest {
    private final Workers workers = Workers.of(2);
    private final Als als = new Als(32, 5, 0.1, 0.01, 1);
    private final Interactions data = Samples.groups(60, 40, 4, 6, 1);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void solveAll_eachHalfRound_makesTheObjectiveSmaller() {
        // Given
        float[] items = als.random(data.items(), 7);
        float[] people = als.random(data.people(), 8);
        double before = als.objective(data, people, items);

        for (int round = 0; round < 4; round++) {
            // When
            als.solveAll(data, items, people, workers);
            double half = als.objective(data, people, items);
            als.solveAll(data.transposed(), people, items, workers);
            double whole = als.objective(data, people, items);

            // Then
            assertThat(half).isLessThan(before * 1.00001);
            assertThat(whole).isLessThan(half * 1.00001);
            before = whole;
        }
    }

    @Test
    void solveAll_sourcesCountLess_makesTheirObjectiveSmaller() {
        // Given: half the items come from another domain.
        Interactions both = withSources(data, 20);
        Als shared = als.withSources(0.3);
        float[] items = shared.random(both.items(), 7);
        float[] people = shared.random(both.people(), 8);
        shared.solveAll(both, items, people, workers);

        for (int round = 0; round < 4; round++) {
            double before = shared.objective(both, people, items);

            // When
            shared.solveAll(both.transposed(), people, items, workers);
            double half = shared.objective(both, people, items);
            shared.solveAll(both, items, people, workers);
            double whole = shared.objective(both, people, items);

            // Then
            assertThat(half).isLessThan(before * 1.00001);
            assertThat(whole).isLessThan(half * 1.00001);
        }
    }

    @Test
    void train_sourcesCountNothing_isTheTargetsAlone() {
        // Given
        Interactions both = withSources(data, 20);
        float[] withThem = new float[20];
        float[] alone = new float[20];

        // When: of a history with both kinds
        als.withSources(0).train(both, workers, 1).score(new History(new int[] {1, 2, 30}, ones(3)), withThem);
        als.train(both.ofTargets(), workers, 1).score(new History(new int[] {1, 2}, ones(2)), alone);

        // Then
        assertThat(withThem).containsExactly(alone);
    }

    @Test
    void score_itemOfAnotherDomain_countsTheMoreTheSourcesDo() {
        // Given: even items are targets, odd ones sources, both sides of the same tastes.
        int[][] rows = new int[60][];
        for (int person = 0; person < rows.length; person++) {
            rows[person] = Arrays.stream(data.history(person).items())
                    .map(item -> item % 2 * 20 + item / 2)
                    .sorted()
                    .toArray();
        }
        Interactions both = Samples.of(20, 40, rows);
        History elsewhere = new History(new int[] {20, 21, 22}, ones(3));
        float[] little = new float[20];
        float[] much = new float[20];

        // When
        als.withSources(0.05).train(both, workers, 1).score(elsewhere, little);
        als.withSources(1).train(both, workers, 1).score(elsewhere, much);

        // Then
        assertThat(mean(much, 0, 5)).isGreaterThan(3 * mean(much, 5, 20));
        assertThat(mean(much, 0, 5)).isGreaterThan(2 * mean(little, 0, 5));
    }

    @Test
    void score_personOfAGroup_prefersTheGroupsItems() {
        // Given
        Factors factors = als.train(data, workers, 1);
        float[] scores = new float[40];

        // When
        factors.score(new History(new int[] {0, 1, 2}, new float[] {1, 1, 1}), scores);

        // Then
        assertThat(mean(scores, 0, 10)).isGreaterThan(3 * mean(scores, 10, 40));
    }

    @Test
    void train_otherNumberOfThreads_givesTheSame() {
        // Given
        float[] one = new float[40];
        float[] two = new float[40];
        History history = data.history(3);

        // When
        als.train(data, workers, 1).score(history, two);
        try (Workers single = Workers.of(1)) {
            als.train(data, single, 1).score(history, one);
        }

        // Then
        assertThat(one).containsExactly(two);
    }

    @Test
    void factors_noMultipleOfATile_areRefused() {
        assertThatThrownBy(() -> new Als(33, 5, 0.1, 0.01, 1)).hasMessageContaining("(33)");
    }

    /** The same items, from this one on for sources. */
    private static Interactions withSources(Interactions data, int targets) {
        return new Interactions(
                data.people(), targets, data.items(), data.starts(), data.columns(), data.weights(), data.times());
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double mean(float[] scores, int from, int to) {
        double sum = 0;
        for (int item = from; item < to; item++) {
            sum += Math.max(0, scores[item]);
        }
        return sum / (to - from);
    }
}
