package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void top_shortTally_isExactAfterEachChange() {
        // Given
        Tally tally = new Tally(3, (key, sum, total) -> sum);
        for (int key = 0; key < 10; key++) {
            tally.add(key, key + 1);
        }
        assertThat(tally.top().keys()).containsExactly(9, 8, 7);

        // When
        tally.add(2, 100);
        tally.add(9, -10);

        // Then
        assertThat(tally.top().keys()).containsExactly(2, 8, 7);
        assertThat(tally.top().sums()).containsExactly(103, 9, 8);
    }

    @Test
    void top_longTally_isRebuiltAfterItsShareOfChanges() {
        // Given
        Tally tally = new Tally(1, (key, sum, total) -> sum);
        for (int key = 0; key < 6400; key++) {
            tally.add(key, 1);
        }
        assertThat(tally.top().keys()).containsExactly(0);

        // When
        for (int change = 0; change <= 100; change++) {
            tally.add(5, 1);
        }

        // Then
        assertThat(tally.top().keys()).containsExactly(5);
    }

    @Test
    void top_equalSums_earlierNumberFirst() {
        // Given
        Tally tally = new Tally(2, (key, sum, total) -> sum);

        // When
        tally.add(7, 1);
        tally.add(3, 1);
        tally.add(5, 1);

        // Then
        assertThat(tally.top().keys()).containsExactly(3, 5);
    }
}
