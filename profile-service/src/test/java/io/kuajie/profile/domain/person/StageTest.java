package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.leaf.LeafEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    /** How long ago somebody was first and last seen, what was bought, and the stage: just before and at each boundary. */
    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, 0, NEW",
        "P6DT23H59M59.999S, P6DT23H59M59.999S, 0, NEW",
        "P7D, PT0S, 0, EXPLORING",
        "P29DT23H59M59.999S, P29DT23H59M59.999S, 0, EXPLORING",
        "P30D, P30D, 0, LAPSING",
        "PT0S, PT0S, 1, BUYER",
        "P200D, P29DT23H59M59.999S, 2, BUYER",
        "P200D, P30D, 2, LAPSING",
        "PT0S, PT0S, 3, LOYAL",
        "P200D, P29DT23H59M59.999S, 3, LOYAL",
        "P200D, P30D, 3, LAPSING",
        "P200D, P89DT23H59M59.999S, 3, LAPSING",
        "P90D, P90D, 0, LOST",
        "P200D, P90D, 3, LOST"
    })
    void of_timesAndPurchases_isTheStage(Duration sinceFirst, Duration sinceLast, long purchases, Stage stage) {
        assertThat(Stage.of(NOW.minus(sinceFirst), NOW.minus(sinceLast), purchases, NOW))
                .isEqualTo(stage);
    }

    /** Conditions of segments name them so. */
    @Test
    void stages_inWords_areInSmallLetters() {
        assertThat(Stage.values())
                .extracting(Stage::toString)
                .containsExactly("new", "exploring", "buyer", "loyal", "lapsing", "lost");
    }

    @Test
    void stage_ofAPersonOnTwoSides_isByThePurchasesAndTimesOfBoth() {
        // Given
        Instant last = NOW.minus(Duration.ofDays(20));
        Portrait portrait = Portraits.ofBoth(
                List.of(
                        LeafEvents.act(1, NOW.minus(Duration.ofDays(60)), Action.BUY),
                        LeafEvents.act(2, NOW.minus(Duration.ofDays(50)), Action.BUY)),
                List.of(LeafEvents.act(1, last, Action.BUY), LeafEvents.act(2, last, Action.BROWSE)));

        // Then
        assertThat(portrait.stage(NOW)).isEqualTo(Stage.LOYAL);
        assertThat(portrait.stage(last.plus(Duration.ofDays(30)))).isEqualTo(Stage.LAPSING);
        assertThat(portrait.stage(last.plus(Duration.ofDays(90)))).isEqualTo(Stage.LOST);
    }
}
