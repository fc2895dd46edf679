package io.kuajie.recommend.domain.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AscendingTest {
    @Test
    void numbers_anyOrder_comeInRisingOrder() {
        SplittableRandom random = new SplittableRandom(1);
        for (int size = 0; size < 400; size++) {
            // Given
            long widest = Long.MAX_VALUE >> random.nextInt(Long.SIZE - 1);
            long[] numbers = random.longs(size, -widest, widest).toArray();
            long[] sorted = numbers.clone();
            Arrays.sort(sorted);

            // When
            Ascending ascending = new Ascending(numbers, size, random.nextInt(50));

            // Then
            for (long expected : sorted) {
                assertThat(ascending.isEmpty()).isFalse();
                assertThat(ascending.next()).isEqualTo(expected);
            }
            assertThat(ascending.isEmpty()).isTrue();
        }
    }

    @Test
    void next_severalAtOnce_areTheLowerHalvesOfTheLeast() {
        // Given
        long[] numbers = {3L << 32 | 7, 1L << 32 | 9, 2L << 32 | 8};
        Ascending ascending = new Ascending(numbers, numbers.length, 1);

        // When
        int[] first = ascending.next(2);
        int[] rest = ascending.next(5);

        // Then
        assertThat(first).containsExactly(9, 8);
        assertThat(rest).containsExactly(7);
    }
}
