package io.kuajie.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.AdjustableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PerMinuteTest {
    @Test
    void tryTake_ofMoreThanAllowed_waitsForTheNextMinute() {
        // Given
        AdjustableClock clock = AdjustableClock.at("2026-01-01T00:00:10Z");
        PerMinute two = new PerMinute(2, clock);

        // Then
        assertThat(two.tryTake()).isTrue();
        assertThat(two.tryTake()).isTrue();
        assertThat(two.tryTake()).isFalse();
        clock.advance(Duration.ofSeconds(50));
        assertThat(two.tryTake()).isTrue();
    }
}
