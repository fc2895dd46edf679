package io.kuajie.ingest.domain.bots;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordedRatesTest {
    private static final long LONG_AGO = Instant.parse("2017-11-26T01:07:21Z").toEpochMilli();
    private static final long NOW = Instant.parse("2026-03-01T08:01:02Z").toEpochMilli();
    private static final LeafKey SOMEBODY = new LeafKey(new PartnerId("blossom"), "somebody");

    @Test
    void isTooMany_beyondTheSecondsBoundLongAgo_holdsForTheRest() {
        assertThat(tooMany(25, Duration.ZERO, n -> LONG_AGO)).isEqualTo(15);
    }

    @Test
    void isTooMany_spreadOverAMinute_holdsBeyondTheMinutesBound() {
        assertThat(tooMany(38, Duration.ZERO, n -> LONG_AGO + n * 1_000L)).isEqualTo(8);
    }

    @Test
    void isTooMany_timesToTheMinute_holdsBeyondTheMinutesBoundOnly() {
        // Given
        long minute = Instant.parse("2017-11-26T01:07:00Z").toEpochMilli();
        // Then
        assertThat(tooMany(30, Duration.ZERO, n -> minute)).isZero();
        assertThat(tooMany(35, Duration.ZERO, n -> minute)).isEqualTo(5);
    }

    @Test
    void isTooMany_daysOfAnyZone_holdsForNobody() {
        // Given: midnight in Kathmandu
        long day = Instant.parse("2017-11-26T18:15:00Z").toEpochMilli();
        // Then
        assertThat(tooMany(1_000, Duration.ZERO, n -> day)).isZero();
    }

    @Test
    void isTooMany_daysThatAreShifted_holdsForNobody() {
        // Given
        long day = Instant.parse("2017-11-26T00:00:00Z").toEpochMilli();
        Duration shift = Duration.ofSeconds(250_000_123);
        // Then
        assertThat(tooMany(1_000, shift, n -> day + shift.toMillis())).isZero();
    }

    @Test
    void isTooMany_linesWithoutATime_holdsForNobody() {
        assertThat(tooMany(1_000, Duration.ZERO, n -> NOW)).isZero();
    }

    @Test
    void isImpossible_manyItemsInAMinuteLongAgo_holdsUnlessTheTimeIsVague() {
        // Given
        PersonSequences sequences = new PersonSequences(Map.of(Pursuit.VIEWING, 10));
        RecordedRates rates = new RecordedRates(new PersonRates(0, 0), sequences, NOW, Duration.ZERO);
        long day = Instant.parse("2017-11-26T00:00:00Z").toEpochMilli();
        // Then
        assertThat(IntStream.range(0, 25)
                        .filter(n -> rates.isImpossible(PersonSequencesTest.view("p", "item-" + n, LONG_AGO))))
                .hasSize(15);
        assertThat(IntStream.range(0, 25)
                        .filter(n -> rates.isImpossible(PersonSequencesTest.view("p", "item-" + n, day))))
                .isEmpty();
        assertThat(IntStream.range(0, 25)
                        .filter(n -> rates.isImpossible(PersonSequencesTest.view("p", "item-" + n, NOW))))
                .isEmpty();
    }

    private static long tooMany(int lines, Duration shift, IntToLongFunction time) {
        RecordedRates rates =
                new RecordedRates(new PersonRates(10, 30).emptied(), new PersonSequences(Map.of()), NOW, shift);
        return IntStream.range(0, lines)
                .filter(n -> rates.isTooMany(SOMEBODY, time.applyAsLong(n)))
                .count();
    }
}
