package io.kuajie.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GcraTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void take_overAnyTime_letsThroughTheRateAndOneBurst() {
        // Given
        SplittableRandom random = new SplittableRandom(5);
        Gcra quota = new Gcra(100, 50, 0);
        long now = 0;
        long passed = 0;
        // When
        while (now < 100 * SECOND) {
            int events = 1 + random.nextInt(20);
            passed += quota.take(events, now) == 0 ? events : 0;
            now += random.nextLong(20_000_000L);
        }
        // Then
        assertThat(passed).isBetween(9_900L, 10_070L);
    }

    @Test
    void take_afterTheWaitItNamed_passes() {
        // Given
        Gcra quota = new Gcra(10, 10, 0);
        quota.take(10, 0);
        long wait = quota.take(5, 0);
        // When
        long again = quota.take(5, wait);
        // Then
        assertThat(wait).isEqualTo(SECOND / 2);
        assertThat(quota.take(1, wait)).isPositive();
        assertThat(again).isZero();
    }

    @Test
    void take_moreThanTheBurst_passesAfterRestAndIsPaidFor() {
        // Given
        Gcra quota = new Gcra(10, 5, 0);
        // When
        long wait = quota.take(100, 0);
        // Then
        assertThat(wait).isZero();
        assertThat(quota.waiting(0)).isBetween(9 * SECOND, 10 * SECOND);
    }

    @Test
    void owe_eventsLetInAlready_areWaitedForByTheNext() {
        // Given
        Gcra quota = new Gcra(10, 5, 0);
        assertThat(quota.take(1, 0)).isZero();
        // When
        quota.owe(19, 0);
        // Then
        assertThat(quota.take(1, 0)).isEqualTo(2 * SECOND + SECOND / 10 - SECOND / 2);
        assertThat(quota.take(1, 2 * SECOND)).isZero();
    }
}
