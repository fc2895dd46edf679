package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Experiment.Outcome;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final int PEOPLE = 120;

    private final Workers workers = Workers.of(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void trials_sampled_holdUnseenItemsOnlyAndRepeatBySeed() {
        // Given
        Holdout split = Holdout.of(Samples.groups(PEOPLE, 1500, 3, 8, 1), Shape.RANDOM, 0.2, 1);

        // When
        List<Trial> trials = Protocol.SAMPLED.trials(split.fit(), split.held(), null, person -> true, 5);
        List<Trial> again = Protocol.SAMPLED.trials(split.fit(), split.held(), null, person -> true, 5);
        List<Trial> other = Protocol.SAMPLED.trials(split.fit(), split.held(), null, person -> true, 6);

        // Then
        assertThat(trials).hasSize(split.held().size());
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            int[] negatives = trial.negatives();
            assertThat(negatives).hasSize(999).doesNotHaveDuplicates();
            assertThat(IntStream.of(negatives))
                    .noneMatch(item -> split.fit().contains(trial.person(), item)
                            || split.held().contains(trial.person(), item));
            assertThat(negatives).containsExactly(again.get(i).negatives());
        }
        assertThat(Arrays.equals(trials.getFirst().negatives(), other.getFirst().negatives()))
                .isFalse();
    }

    @Test
    void run_auto_isDeterministicAndNoWorseThanPopularity() {
        // Given
        Holdout split = Holdout.of(Samples.groups(PEOPLE, 60, 3, 8, 1), Shape.RANDOM, 0.2, 1);

        // When
        Outcome auto = run(Protocol.FULL_RANKING, "auto", split.fit(), split.held());
        Outcome again = run(Protocol.FULL_RANKING, "auto", split.fit(), split.held());
        Outcome popular = run(Protocol.FULL_RANKING, "popularity", split.fit(), split.held());

        // Then
        assertThat(auto.measures().recall()).containsExactly(again.measures().recall());
        assertThat(auto.settings()).isEqualTo(again.settings());
        assertThat(auto.measures().recallAt(10))
                .isGreaterThan(popular.measures().recallAt(10));
    }

    @Test
    void run_coldPeople_areJudgedWithoutTheirTargetHistory() {
        // Given: every group has a block of targets (0 to 1199) and one of sources (1200 to 1299).
        Interactions targets = Samples.groups(PEOPLE, 1200, 2, 6, 1);
        Interactions sources = Samples.groups(PEOPLE, 100, 2, 6, 2);
        int[][] rows = new int[PEOPLE][];
        for (int person = 0; person < PEOPLE; person++) {
            rows[person] = IntStream.concat(
                            IntStream.of(targets.history(person).items()),
                            IntStream.of(sources.history(person).items()).map(item -> item + 1200))
                    .toArray();
        }
        Holdout split = Holdout.oneOfEach(Samples.of(1200, 1300, rows), 1);

        // When
        Outcome cold = run(Protocol.COLD, "rp3beta", split.fit(), split.held());

        // Then
        assertThat(cold.measures().trials()).isEqualTo(PEOPLE / 5);
    }

    @Test
    void shape_timesOfBothParts_tellHowTheyWereSplit() {
        Interactions train = timed(new long[] {1, 2, 3, 4});
        assertThat(Shape.of(train, timed(new long[] {5, 6, 7, 8}))).isEqualTo(Shape.AFTER_A_MOMENT);
        assertThat(Shape.of(train, timed(new long[] {2, 3, 4, 5}))).isEqualTo(Shape.LATEST_OF_PERSON);
        assertThat(Shape.of(train, timed(new long[] {1, 0, 7, 2}))).isEqualTo(Shape.RANDOM);
    }

    @Test
    void run_nothingToFind_isSaid() {
        Interactions data = Samples.groups(PEOPLE, 60, 3, 8, 1);
        assertThatThrownBy(() -> run(Protocol.FULL_RANKING, "popularity", data, data))
                .hasMessageContaining("nothing to measure");
    }

    /** Four people with one interaction each. */
    private static Interactions timed(long[] times) {
        return new Interactions(
                4, 4, 4, new int[] {0, 1, 2, 3, 4}, new int[] {0, 1, 2, 3}, new float[] {1, 1, 1, 1}, times);
    }

    private Outcome run(Protocol protocol, String model, Interactions train, Interactions test) {
        return new Experiment(protocol, new int[] {10}, 0.2, 3, workers, line -> {}).run(model, train, test);
    }
}
