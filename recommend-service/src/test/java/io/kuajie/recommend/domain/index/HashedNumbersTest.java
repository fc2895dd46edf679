package io.kuajie.recommend.domain.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashedNumbersTest {
    @Test
    void numbers_afterAnyPutsAndRemovals_areThoseOfAMap() {
        for (int seed = 0; seed < 20; seed++) {
            // Given: hashes that often want the same place, 0 among them
            SplittableRandom random = new SplittableRandom(seed);
            HashedNumbers numbers = new HashedNumbers();
            Map<Long, Integer> expected = new HashMap<>();

            // When
            for (int step = 0; step < 3_000; step++) {
                long hash = hash(random.nextInt(400));
                if (random.nextInt(3) == 0) {
                    numbers.remove(hash);
                    expected.remove(hash);
                } else {
                    int number = random.nextInt(Integer.MAX_VALUE);
                    numbers.put(hash, number);
                    expected.put(hash, number);
                }
            }

            // Then
            assertThat(numbers.size()).isEqualTo(expected.size());
            for (int i = 0; i < 400; i++) {
                assertThat(numbers.get(hash(i))).isEqualTo(expected.getOrDefault(hash(i), HashedNumbers.NOTHING));
            }
        }
    }

    @Test
    void table_mostHaveLeft_shrinksAndKeepsTheRest() {
        // Given
        HashedNumbers numbers = new HashedNumbers();
        for (int i = 0; i < 100_000; i++) {
            numbers.put(hash(i), i);
        }

        // When
        for (int i = 1_000; i < 100_000; i++) {
            numbers.remove(hash(i));
        }

        // Then
        assertThat(numbers.capacity()).isBetween(1_500, 8_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(numbers.get(hash(i))).isEqualTo(i);
        }
        assertThat(numbers.get(hash(1_000))).isEqualTo(HashedNumbers.NOTHING);
    }

    @Test
    void number_readWhileOthersComeAndGo_isAlwaysFound() throws InterruptedException {
        // Given
        HashedNumbers numbers = new HashedNumbers();
        long own = hash(1_000_000);
        numbers.put(own, 7);
        SplittableRandom random = new SplittableRandom(9);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int step = 0; step < 200_000; step++) {
                long hash = hash(random.nextInt(5_000));
                if (random.nextInt(3) == 0) {
                    numbers.remove(hash);
                } else {
                    numbers.put(hash, step);
                }
            }
        });

        // When
        int missed = 0;
        while (writer.isAlive()) {
            missed += numbers.get(own) == 7 ? 0 : 1;
        }
        writer.join();

        // Then
        assertThat(missed).isZero();
    }

    /** A few differ in their lowest bits alone. */
    private static long hash(int i) {
        return i % 4 == 0 ? i / 4 : i * 0x9E3779B97F4A7C15L;
    }
}
