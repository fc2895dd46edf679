package io.kuajie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AdjustableClockTest {
    @Test
    void clock_advanced_movesInEveryZone() {
        // Given
        AdjustableClock clock = AdjustableClock.at("2026-03-01T08:00:00Z");
        var shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));

        // When
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(shanghai.instant()).isEqualTo(clock.instant());
    }
}
