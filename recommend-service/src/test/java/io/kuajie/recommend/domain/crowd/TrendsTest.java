package io.kuajie.recommend.domain.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final Trends trends = new Trends();

    @Test
    void liftOf_itemWithASuddenRise_standsOutOverThatOfASteadyOne() {
        // Given: item 1 is liked every hour for ten days; item 2 as often as that all at once at the end.
        for (int hour = 0; hour < 240; hour++) {
            like(1, START.plus(Duration.ofHours(hour)));
        }
        for (int i = 0; i < 40; i++) {
            like(2, START.plus(Duration.ofHours(239)));
        }

        // Then
        assertThat(trends.liftOf(2)).isGreaterThan(1.5);
        assertThat(trends.liftOf(1)).isLessThan(1);
        assertThat(trends.liftOf(3)).isCloseTo(1, within(1e-9));
    }

    @Test
    void liftOf_longAfterTheRise_isAsUsual() {
        // Given
        for (int i = 0; i < 40; i++) {
            like(2, START);
        }

        // When: years of another item go by, far beyond what one fixed moment can hold.
        for (int day = 1; day < 2000; day++) {
            like(1, START.plus(Duration.ofDays(day)));
        }

        // Then
        assertThat(trends.liftOf(2)).isCloseTo(1, within(0.01));
        assertThat(trends.liftOf(1)).isFinite();
    }

    @Test
    void liftOf_singleGlance_isHeldDown() {
        for (int i = 0; i < 100; i++) {
            like(1, START.plus(Duration.ofHours(i)));
        }
        trends.change(Likes.NOTHING, likes(5, (byte) 4), START.plus(Duration.ofHours(100)));
        assertThat(trends.liftOf(5)).isLessThan(1.1);
    }

    private void like(int item, Instant at) {
        trends.change(Likes.NOTHING, likes(item, (byte) Weights.PURCHASE), at);
    }

    private static Likes likes(int item, byte weight) {
        return new Likes(new Weights(new int[] {item}, new int[] {0}, new byte[] {weight}), new int[] {0}, "");
    }
}
