package io.kuajie.ingest.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightTest {
    private final InFlight inFlight = new InFlight(100);

    @Test
    void enter_upToTheBound_isLetInAndNothingMore() {
        // Given
        inFlight.enter(60);
        // When
        boolean tooMany = inFlight.enter(41);
        boolean rest = inFlight.enter(40);
        // Then
        assertThat(tooMany).isFalse();
        assertThat(rest).isTrue();
        assertThat(inFlight.events()).isEqualTo(100);
        assertThat(inFlight.isFull()).isTrue();
        assertThat(inFlight.enter(1)).isFalse();
    }

    @Test
    void enter_afterOthersHaveLeft_isLetInAgain() {
        // Given
        inFlight.enter(60);
        inFlight.enter(40);
        // When
        inFlight.leave(60);
        // Then
        assertThat(inFlight.isFull()).isFalse();
        assertThat(inFlight.enter(61)).isFalse();
        assertThat(inFlight.enter(60)).isTrue();
    }

    @Test
    void enter_moreThanTheBoundAtOnce_passesAloneAndLeavesAllTheRoom() {
        // Given
        boolean alone = inFlight.enter(250);
        boolean beside = inFlight.enter(1);
        // When
        inFlight.leave(250);
        // Then
        assertThat(alone).isTrue();
        assertThat(beside).isFalse();
        assertThat(inFlight.events()).isZero();
        assertThat(inFlight.enter(100)).isTrue();
    }
}
