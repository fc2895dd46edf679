package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import org.junit.jupiter.api.Test;

/** Against a naive inverse in doubles. */
class EaseTest {
    private static final double RIDGE = 5;
    private static final double DROPOUT = 0.25;

    @Test
    void score_smallData_isThatOfTheNaiveInverse() {
        // Given
        Interactions data = Samples.groups(80, 30, 3, 5, 2);
        double[][] inverse = inverse(gram(data));
        History history = new History(new int[] {2, 9, 17}, new float[] {1, 0.5f, 2});
        float[] scores = new float[30];

        // When
        try (Workers workers = Workers.of(2)) {
            new Ease(RIDGE, DROPOUT, 100).train(data, workers, 1).score(history, scores);
        }

        // Then
        for (int item = 0; item < 30; item++) {
            double expected = 0;
            for (int i = 0; i < 3; i++) {
                int from = history.items()[i];
                expected += from == item ? 0 : -history.weights()[i] * inverse[from][item] / inverse[item][item];
            }
            assertThat((double) scores[item]).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void score_itemBeyondTheMostPopular_isZero() {
        // Given
        Interactions data = Samples.of(3, 3, new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 2});
        float[] scores = new float[3];

        // When
        try (Workers workers = Workers.of(1)) {
            new Ease(1, 0, 2).train(data, workers, 1).score(data.history(2), scores);
        }

        // Then
        assertThat(scores[1]).isPositive();
        assertThat(scores[2]).isZero();
    }

    private static double[][] gram(Interactions data) {
        double[][] gram = new double[data.items()][data.items()];
        for (int person = 0; person < data.people(); person++) {
            for (int a : data.history(person).items()) {
                for (int b : data.history(person).items()) {
                    gram[a][b] += 1;
                }
            }
        }
        for (int i = 0; i < gram.length; i++) {
            gram[i][i] = gram[i][i] * (1 + DROPOUT / (1 - DROPOUT)) + RIDGE;
        }
        return gram;
    }

    /** Gauss and Jordan. */
    private static double[][] inverse(double[][] a) {
        int n = a.length;
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            inverse[i][i] = 1;
        }
        for (int k = 0; k < n; k++) {
            double pivot = a[k][k];
            for (int j = 0; j < n; j++) {
                a[k][j] /= pivot;
                inverse[k][j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                double factor = a[i][k];
                for (int j = 0; i != k && j < n; j++) {
                    a[i][j] -= factor * a[k][j];
                    inverse[i][j] -= factor * inverse[k][j];
                }
            }
        }
        return inverse;
    }
}
