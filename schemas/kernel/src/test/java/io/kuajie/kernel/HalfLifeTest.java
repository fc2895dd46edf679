package io.kuajie.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HalfLifeTest {
    private final HalfLife day = HalfLife.ofDays(1);

    @Test
    void factor_afterOneHalfLife_isOneHalf() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(day.factor(start, start.plus(Duration.ofDays(1)))).isEqualTo(0.5);
        assertThat(day.factor(start, start.minus(Duration.ofDays(2)))).isEqualTo(4.0);
    }

    @Test
    void factor_composesOverTime() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant between = start.plus(Duration.ofHours(7));
        Instant end = start.plus(Duration.ofHours(31));

        assertThat(day.factor(start, between) * day.factor(between, end))
                .isCloseTo(day.factor(start, end), within(1e-12));
    }

    @Test
    void landmark_isWholeHalfLivesBefore() {
        long dayMillis = Duration.ofDays(1).toMillis();

        assertThat(day.landmark(3 * dayMillis + 5)).isEqualTo(3 * dayMillis);
        assertThat(day.landmark(-1)).isEqualTo(-dayMillis);
    }
}
