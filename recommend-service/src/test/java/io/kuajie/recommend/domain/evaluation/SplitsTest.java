package io.kuajie.recommend.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.evaluation.Splits.Split;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Samples;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final int PEOPLE = 40;

    @Test
    void split_atRandom_keepsEverythingAndEachPersonsNumberOfTests() {
        // Given
        Interactions data = Samples.groups(PEOPLE, 60, 3, 8, 1);
        Holdout given = Holdout.of(data, Shape.RANDOM, 0.3, 1);
        Splits splits = Splits.of(given.fit(), given.held(), Shape.RANDOM, 1);

        // When
        Split second = splits.split(1);
        Split third = splits.split(2);

        // Then
        assertThat(second.train().plus(second.test()).columns()).containsExactly(data.columns());
        for (int person = 0; person < PEOPLE; person++) {
            assertThat(second.test().degree(person)).isEqualTo(given.held().degree(person));
        }
        assertThat(Arrays.equals(second.test().columns(), third.test().columns()))
                .isFalse();
    }

    @Test
    void split_afterAMoment_isAnEarlierWindowOfTheSameSize() {
        // Given: interaction i has time i; the last 80 are the test.
        Interactions data = timed(Samples.groups(PEOPLE, 60, 3, 8, 1));
        long moment = data.size() - 80;
        Interactions train = data.where((person, place) -> data.times()[place] < moment);
        Interactions test = data.where((person, place) -> data.times()[place] >= moment);

        // When
        Split second = Splits.of(train, test, Shape.AFTER_A_MOMENT, 1).split(1);

        // Then
        assertThat(LongStream.of(second.test().times()).min()).hasValue(moment - 20);
        assertThat(LongStream.of(second.test().times()).max()).hasValue(moment + 59);
        assertThat(LongStream.of(second.train().times()).max()).hasValue(moment - 21);
    }

    @Test
    void split_latestOfEachPerson_leavesOutWhatComesLater() {
        // Given: eight of each person, the last four for the test.
        Interactions data = timed(Samples.groups(PEOPLE, 60, 3, 8, 1));
        Interactions train = data.where((person, place) -> place - data.start(person) < 4);
        Interactions test = data.where((person, place) -> place - data.start(person) >= 4);

        // When
        Split second = Splits.of(train, test, Shape.LATEST_OF_PERSON, 1).split(1);

        // Then
        for (int person = 0; person < PEOPLE; person++) {
            assertThat(second.train().degree(person)).isEqualTo(3);
            assertThat(second.test().degree(person)).isEqualTo(4);
        }
    }

    private static Interactions timed(Interactions data) {
        return new Interactions(
                data.people(),
                data.targets(),
                data.items(),
                data.starts(),
                data.columns(),
                data.weights(),
                LongStream.range(0, data.size()).toArray());
    }
}
