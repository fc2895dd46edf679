package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.person.Presence.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest {
    private static final Instant NOW = Instant.parse("2026-03-10T01:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, RARE", "2, RARE", "3, REGULAR", "9, REGULAR", "10, FREQUENT", "30, FREQUENT"})
    void level_isByTheNumberOfActiveDays(int days, Level level) {
        // Given: twice on each day
        List<LeafEvent> events = new ArrayList<>();
        for (int day = days - 1; day >= 0; day--) {
            events.add(LeafEvents.act(events.size(), NOW.minus(Duration.ofDays(day)), Action.BROWSE));
            events.add(LeafEvents.act(events.size(), NOW.minus(Duration.ofDays(day)), Action.CART));
        }

        // When
        Presence presence = Portraits.of(events).presence(NOW);

        // Then
        assertThat(presence.level()).isEqualTo(level);
        assertThat(presence.daysOfMonth()).isEqualTo(days);
        assertThat(presence.daysOfWeek()).isEqualTo(Math.min(7, days));
        assertThat(presence.daysSince("beauty", "hair")).isZero();
    }

    @Test
    void days_areThoseOfUtc_andLastThirty() {
        // Given: two hours ago was yesterday
        Portrait portrait = Portraits.of(List.of(LeafEvents.act(1, NOW.minus(Duration.ofHours(2)), Action.BROWSE)));

        // Then
        assertThat(portrait.presence(NOW).daysSince("beauty", "hair")).isOne();
        assertThat(portrait.presence(NOW.plus(Duration.ofDays(28))).daysSince("beauty", "hair"))
                .isEqualTo(29);
        Presence later = portrait.presence(NOW.plus(Duration.ofDays(29)));
        assertThat(later.daysSince("beauty", "hair")).isNull();
        assertThat(later.level()).isEqualTo(Level.ABSENT);
        assertThat(portrait.presence(NOW).daysSince("beauty", "nails")).isNull();
    }
}
