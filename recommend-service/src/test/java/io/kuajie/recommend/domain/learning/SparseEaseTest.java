package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Holdout;
import io.kuajie.recommend.domain.evaluation.Judge;
import io.kuajie.recommend.domain.evaluation.Protocol;
import io.kuajie.recommend.domain.evaluation.Shape;
import io.kuajie.recommend.domain.evaluation.Trial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseEaseTest {
    private static final int ITEMS = 30;

    private final Workers workers = Workers.of(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void train_everythingIsANeighbour_isTheSameAsOneMatrixOfAllItems() {
        // Given: any two items have somebody in common.
        Interactions data = weighted(Samples.groups(900, ITEMS, 3, 8, 2));

        // When
        Learnt sparse = new SparseEase(5, 0.25, ITEMS).train(data, workers, 1);
        Learnt dense = new Ease(5, 0.25, ITEMS).train(data, workers, 1);

        // Then
        for (int item = 0; item < ITEMS; item++) {
            History one = new History(new int[] {item}, new float[] {1});
            assertThat(scores(sparse, one)).containsExactly(scores(dense, one), within(1e-5f));
        }
    }

    @Test
    void train_moreThreads_isTheSame() {
        // Given
        Interactions data = Samples.groups(200, 60, 3, 6, 4);
        History history = data.history(3);
        float[] expected = scores(new SparseEase(5, 0.2, 7).train(data, workers, 1), history);

        // When
        try (Workers one = Workers.of(1)) {
            float[] again = scores(new SparseEase(5, 0.2, 7).train(data, one, 1), history);

            // Then
            assertThat(again).containsExactly(expected);
        }
    }

    @Test
    void train_sourcesAndNeverTouchedItems_areLeftOut() {
        // Given: items 0 to 2 are targets, 2 is touched by nobody, 3 is of another domain.
        Interactions data = Samples.of(3, 4, new int[] {0, 1, 3}, new int[] {0, 1}, new int[] {1, 3});

        // When
        Learnt learnt = new SparseEase(1, 0, 10).train(data, workers, 1);

        // Then
        assertThat(scores(learnt, new History(new int[] {0, 3}, new float[] {1, 1})))
                .satisfies(scores -> assertThat(scores[1]).isPositive())
                .satisfies(scores -> assertThat(scores[2]).isZero());
    }

    @Test
    void train_largeCatalogue_findsMoreThanCosine() {
        // Given: 6,000 items in forty groups, each person's own of two of them.
        Holdout split = Holdout.of(Samples.groups(3000, 6000, 40, 24, 5), Shape.RANDOM, 0.2, 1);
        List<Trial> trials =
                Protocol.FULL_RANKING.trials(split.fit(), split.held(), null, person -> person % 5 == 0, 1);
        Judge judge = new Judge(workers, new int[] {20});

        // When
        double sparse = recall(judge, new SparseEase(30, 0.2, 64), split, trials);
        double cosine = recall(judge, ItemItem.cosine(200), split, trials);

        // Then
        assertThat(sparse).isGreaterThan(cosine);
    }

    @ParameterizedTest
    @ValueSource(ints = {265_000, 300_000, 330_000})
    void train_twinsWithMorePeopleThanAreCounted_predictEachOther(int people) {
        // Given: two items that everybody has, so many that a share of the people stands for all, by some more than
        // their number; and one
        // that is predicted from both.
        int[][] rows = new int[people][];
        Arrays.fill(rows, new int[] {0, 1});
        rows[0] = new int[] {0, 1, 2};

        // When
        Learnt learnt = new SparseEase(1, 0, 3).train(Samples.of(3, 3, rows), workers, 1);

        // Then
        float[] scores = scores(learnt, new History(new int[] {0}, new float[] {1}));
        assertThat(scores[1]).isCloseTo(1, within(0.05f));
    }

    private double recall(Judge judge, Recipe recipe, Holdout split, List<Trial> trials) {
        Learnt learnt = recipe.train(split.fit(), workers, 1);
        return judge.measure(learnt, split.fit().targets(), trials).recallAt(20);
    }

    private static Interactions weighted(Interactions data) {
        float[] weights = new float[data.size()];
        for (int place = 0; place < weights.length; place++) {
            weights[place] = 0.5f + place % 3;
        }
        return new Interactions(
                data.people(), data.targets(), data.items(), data.starts(), data.columns(), weights, data.times());
    }

    private static float[] scores(Learnt learnt, History history) {
        float[] scores = new float[learnt.targets()];
        learnt.score(history, scores);
        return scores;
    }
}
