package io.kuajie.recommend.domain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.algebra.Workers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private final Workers workers = Workers.of(1);

    /** Items 0 to 2 are targets, 3 is of another domain. */
    private final Interactions data =
            Samples.of(3, 4, new int[] {0, 1, 3}, new int[] {0, 1}, new int[] {0, 2}, new int[] {2, 3});

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void cosine_targetAndSource_areWeighedByTheRootOfTheirCounts() {
        assertThat(scores(ItemItem.cosine(10), 0)).containsExactly(new float[] {0, 0.8165f, 0.4082f}, within(1e-4f));
        assertThat(scores(ItemItem.cosine(10), 3)).containsExactly(new float[] {0.4082f, 0.5f, 0.5f}, within(1e-4f));
    }

    @Test
    void rp3beta_walk_isProbabilityOverPopularity() {
        // From 0 one third to each of its people; over the second (of two items) half arrives at 1, over the first a
        // third.
        double toOne = (1 / 3.0 * 1 / 3.0 + 1 / 3.0 * 1 / 2.0) / Math.sqrt(2);
        assertThat((double) scores(ItemItem.rp3beta(1, 0.5, 10), 0)[1]).isCloseTo(toOne, within(1e-6));
    }

    @Test
    void train_fewNeighbours_keepsTheLargest() {
        assertThat(scores(ItemItem.cosine(1), 0)).containsExactly(new float[] {0, 0.8165f, 0}, within(1e-4f));
    }

    @Test
    void userKernel_trainedPersonAndSameHistoryOfSomebodyElse_getTheSame() {
        // Given
        Scorer scorer = new UserKernel(0.5, 0.3, false, 10).train(data, workers, 1);
        float[] trained = new float[3];
        float[] stranger = new float[3];
        History history = data.history(0);

        // When
        scorer.score(history, trained);
        scorer.score(new History(history.items(), history.weights()), stranger);

        // Then
        assertThat(trained).containsExactly(stranger, within(1e-4f));
    }

    @Test
    void factorMap_knownInTheOtherDomainOnly_findsTheGroupsItems() {
        // Given
        Interactions groups = Samples.groups(200, 40, 2, 10, 3);
        int[][] rows = new int[200][];
        for (int person = 0; person < 200; person++) {
            // Even items are targets, odd ones sources: both sides of the same taste.
            rows[person] = java.util.Arrays.stream(groups.history(person).items())
                    .map(item -> item % 2 * 20 + item / 2)
                    .sorted()
                    .toArray();
        }
        Interactions both = Samples.of(20, 40, rows);
        Als als = new Als(32, 5, 0.1, 0.005, 1);
        float[] scores = new float[20];

        // When
        new FactorMap(als, als, 1)
                .train(both, workers, 1)
                .score(new History(new int[] {20, 21, 22}, new float[] {1, 1, 1}), scores);

        // Then
        double first = 0;
        double second = 0;
        for (int item = 0; item < 10; item++) {
            first += scores[item];
            second += scores[10 + item];
        }
        assertThat(first).isGreaterThan(2 * second);
    }

    @Test
    void popular_halfLife_countsTheLatestMore() {
        // Given
        Interactions timed = new Interactions(
                3, 2, 2, new int[] {0, 1, 2, 3}, new int[] {0, 0, 1}, new float[] {1, 1, 1}, new long[] {0, 0, 100});
        float[] ever = new float[2];
        float[] lately = new float[2];

        // When
        Popular.EVER.train(timed, workers, 1).score(History.NOTHING, ever);
        new Popular(10).train(timed, workers, 1).score(History.NOTHING, lately);

        // Then
        assertThat(ever[0]).isGreaterThan(ever[1]);
        assertThat(lately[1]).isGreaterThan(lately[0]);
    }

    @Test
    void blend_twoModels_addsWhatEachSaysInItsScale() {
        // Given
        Learnt one = new Standing(new float[] {0, 2});
        Learnt other = new Standing(new float[] {200, 0});
        Blend blend = new Blend(
                List.of(
                        new Blend.Part(one, new double[] {1}, 1, true),
                        new Blend.Part(other, new double[] {0.5}, 100, false)),
                new int[0]);
        float[] scores = new float[2];

        // When
        blend.score(History.NOTHING, scores);

        // Then
        assertThat(scores).containsExactly(new float[] {200 / 150f * 0.5f, 2 / 1.5f}, within(1e-5f));
    }

    private static Neighbours linkingTwoToZero() {
        Neighbours.Rows rows = new Neighbours.Rows(4);
        rows.putFurthest(2, new float[] {9, 0}, 0, new int[] {0, 1}, 1);
        return rows.neighbours(2, null);
    }

    @Test
    void blend_historyThatNoModelKnows_isAnsweredAsForNobody() {
        // Given: popularity, which counts against an item for people with a history; and a model of item 2.
        Learnt popular = new Standing(new float[] {0, 2});
        Learnt knowing = linkingTwoToZero();
        Blend blend = new Blend(
                List.of(
                        new Blend.Part(popular, new double[] {1, -0.5}, 1, true),
                        new Blend.Part(knowing, new double[] {0, 1}, 1, false)),
                new int[] {1});
        float[] known = new float[2];
        float[] unknown = new float[2];

        // When
        blend.score(new History(new int[] {2}, new float[] {1}), known);
        blend.score(new History(new int[] {3}, new float[] {1}), unknown);

        // Then
        assertThat(known[0]).isGreaterThan(known[1]);
        assertThat(unknown[1]).isGreaterThan(unknown[0]);
    }

    @Test
    void blend_askedItemByItem_saysWhatItScores() {
        // Given: a model of each kind.
        Interactions groups = Samples.groups(150, 40, 2, 10, 3);
        Interactions both =
                new Interactions(150, 20, 40, groups.starts(), groups.columns(), groups.weights(), groups.times());
        Als als = new Als(32, 3, 0.1, 0.01, 1);
        List<Recipe> recipes = List.of(
                Popular.EVER,
                ItemItem.rp3beta(1, 0.4, 20),
                new Ease(10, 0.1, 100),
                als,
                als.withSources(0.3),
                als.withSources(0),
                new UserKernel(1, 0.5, false, 100),
                new FactorMap(als, als, 1));
        List<Blend.Part> parts = recipes.stream()
                .map(recipe -> new Blend.Part(
                        recipe.train(both, workers, 1), new double[] {0.1, 0.7}, 0.3, recipe instanceof Popular))
                .toList();
        Blend blend = new Blend(parts, new int[] {1});
        float[] scores = new float[20];

        for (History history : List.of(both.history(0), both.history(7), History.NOTHING)) {
            // When
            blend.score(history, scores);

            // Then
            try (Blend.Opinion opinion = blend.about(history)) {
                for (int item = 0; item < 20; item++) {
                    assertThat(opinion.of(item)).isCloseTo(scores[item], within(2e-3));
                }
            }
        }
    }

    @Test
    void fallback_modelWithNothingToSay_givesWay() {
        // Given
        Scorer silent = (history, scores) -> java.util.Arrays.fill(scores, history.size());
        Scorer otherwise = (history, scores) -> scores[1] = 3;
        float[] scores = new float[2];

        // When
        new Fallback(silent, otherwise).score(History.NOTHING, scores);

        // Then
        assertThat(scores[1]).isEqualTo(3);
    }

    private float[] scores(Recipe recipe, int item) {
        float[] scores = new float[3];
        recipe.train(data, workers, 1).score(new History(new int[] {item}, new float[] {1}), scores);
        return scores;
    }
}
