package io.kuajie.campaign.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"exposure, EXPOSURE", "click, CLICK", "browse, CLICK", "buy, ORDER", "refund, REFUND"})
    void action_thatCounts_hasItsKind(String action, OutcomeKind kind) {
        assertThat(OutcomeKind.of(new Action(action))).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "favourite", "Quiz Taken"})
    void action_ofAnotherSort_hasNoKind(String action) {
        assertThat(OutcomeKind.of(new Action(action))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"buy, 500, 500", "refund, 500, -500", "refund, -500, -500"})
    void amount_ofTouch_isSignedByItsKind(String action, long sent, long moved) {
        assertThat(touch(action, new Money(sent, "CNY")).movedAmount()).isEqualTo(new Money(moved, "CNY"));
    }

    @Test
    void touch_outsideTheYearsThatCanBeKept_isRefused() {
        assertThatThrownBy(() -> new Touch(
                        new SourcePosition(0, 1),
                        new RequestId("r1"),
                        Action.BUY,
                        LeafKey.parse("academy:p"),
                        null,
                        null,
                        Instant.ofEpochMilli(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestId_thatNoListCanHave_isEmpty() {
        assertThat(RequestId.parse("a\0b")).isEmpty();
        assertThat(RequestId.parse(null)).isEmpty();
        assertThat(RequestId.parse("x".repeat(129))).isEmpty();
    }

    @Test
    void rates_ofReportWithoutExposure_areEmpty() {
        assertThat(Report.EMPTY.ctr()).isEmpty();
        assertThat(Report.EMPTY.conversion()).isEmpty();
    }

    @Test
    void rates_ofReport_areSharesOfTheStepBefore() {
        // Given
        Report report = new Report(10, 8, 4, 1, 0, List.of());

        // Then
        assertThat(report.ctr()).hasValue(0.5);
        assertThat(report.conversion()).hasValue(0.25);
    }

    private static Touch touch(String action, Money amount) {
        return new Touch(
                new SourcePosition(0, 1),
                new RequestId("r1"),
                new Action(action),
                LeafKey.parse("academy:p"),
                null,
                amount,
                NOW);
    }
}
