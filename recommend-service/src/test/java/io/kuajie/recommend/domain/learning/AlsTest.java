package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.recommend.domain.algebra.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlsTest {
    private final Workers workers = Workers.background(2);
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
        try (Workers single = Workers.background(1)) {
            als.train(data, single, 1).score(history, one);
        }

        // Then
        assertThat(one).containsExactly(two);
    }

    @Test
    void factors_noMultipleOfATile_areRefused() {
        assertThatThrownBy(() -> new Als(33, 5, 0.1, 0.01, 1)).hasMessageContaining("(33)");
    }

    private static double mean(float[] scores, int from, int to) {
        double sum = 0;
        for (int item = from; item < to; item++) {
            sum += Math.max(0, scores[item]);
        }
        return sum / (to - from);
    }
}
