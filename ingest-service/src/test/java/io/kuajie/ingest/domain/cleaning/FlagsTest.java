package io.kuajie.ingest.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"-P1D,", "-PT24H0.001S,late", "PT1M,", "PT1M0.001S,skewed", "-P3650D,late"})
    void time_farFromItsArrival_isFlagged(Duration ahead, @Nullable String flag) {
        // When
        List<String> flags = Flags.of(event(ahead, 1, null));
        // Then
        assertThat(flags).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @ParameterizedTest
    @CsvSource({
        "1000,,",
        "1000.5,,outlier",
        "1,100000000,",
        "1,100000001,outlier",
        "1,-100000000,",
        "1,-100000001,outlier"
    })
    void figure_thatLooksLikeAMistake_isFlagged(double quantity, @Nullable Long minorUnits, @Nullable String flag) {
        // When
        List<String> flags = Flags.of(event(Duration.ZERO, quantity, minorUnits));
        // Then
        assertThat(flags).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void event_remarkableInSeveralWays_hasAFlagForEach() {
        // When
        List<String> flags = Flags.of(event(Duration.ofDays(-2), 1_001, null).marked(Mark.OFF_PLAN));
        // Then
        assertThat(flags).containsExactly("late", "outlier", "off-plan");
    }

    private static RawEvent event(Duration ahead, double quantity, @Nullable Long minorUnits) {
        Money amount = minorUnits == null ? null : new Money(minorUnits, "CNY");
        return new RawEvent(
                LeafKey.parse("academy:p"),
                false,
                "m",
                "track",
                null,
                "browse",
                "course",
                NOW.plus(ahead).toEpochMilli(),
                NOW.toEpochMilli(),
                new Details(null, null, quantity, amount, null, null, null, null, null, null, null, null),
                Client.UNKNOWN,
                null,
                Origin.http(null));
    }
}
