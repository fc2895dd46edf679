package io.kuajie.ingest.domain.bots;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PersonRatesTest {
    private static final long NOON = 1_760_000_040_000L;
    private static final LeafKey SOMEBODY = leaf("somebody");

    private final PersonRates rates = new PersonRates(10, 30);

    @Test
    void isTooMany_beyondTheSecondsBound_holdsForTheRest() {
        // When
        long tooMany = IntStream.range(0, 25)
                .filter(n -> rates.isTooMany(SOMEBODY, NOON + n, NOON))
                .count();
        // Then
        assertThat(tooMany).isEqualTo(15);
    }

    @Test
    void isTooMany_spreadOverAMinute_holdsBeyondTheMinutesBound() {
        // When
        long tooMany = IntStream.range(0, 50)
                .filter(n -> rates.isTooMany(SOMEBODY, NOON + n * 1_000L, NOON))
                .count();
        // Then
        assertThat(tooMany).isEqualTo(20);
    }

    @Test
    void isTooMany_recordedLongAgo_isNotCounted() {
        // Given
        long yesterday = NOON - 86_400_000;
        // When
        long tooMany = IntStream.range(0, 1_000)
                .filter(n -> rates.isTooMany(SOMEBODY, yesterday, NOON))
                .count();
        // Then
        assertThat(tooMany).isZero();
    }

    @Test
    void expect_anybody_countsNothing() {
        // When
        long tooMany = IntStream.range(0, 25)
                .peek(n -> rates.expect(List.of(new Sighting(SOMEBODY, NOON + n), new Sighting(leaf("other"), NOON))))
                .filter(n -> rates.isTooMany(SOMEBODY, NOON + n, NOON))
                .count();
        // Then
        assertThat(tooMany).isEqualTo(15);
    }

    @Test
    void isTooMany_withoutBounds_neverHolds() {
        // Given
        PersonRates unbounded = new PersonRates(0, 0);
        // When
        long tooMany = IntStream.range(0, 10_000)
                .filter(n -> unbounded.isTooMany(SOMEBODY, NOON, NOON))
                .count();
        // Then
        assertThat(tooMany).isZero();
    }

    @Test
    void isTooMany_manyPeopleBelowTheBound_holdsForNobody() {
        // Given: more people at once than the table has places
        Random random = new Random(1);
        // When
        long tooMany = IntStream.range(0, 200_000)
                .filter(n -> rates.isTooMany(leaf("p" + n % 100_000), NOON + random.nextInt(1_000), NOON))
                .count();
        // Then
        assertThat(tooMany).isZero();
    }

    private static LeafKey leaf(String pseudonym) {
        return new LeafKey(new PartnerId("academy"), pseudonym);
    }
}
