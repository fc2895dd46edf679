package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClocksTest {
    /** The first of a Monday in Shanghai; still Sunday's sixteenth hour in UTC. */
    private static final Instant MONDAY = Instant.parse("2026-01-04T16:00:00Z");

    private final LocalClocks clocks = new LocalClocks(ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-04T15:59:59.999Z,167",
        "2026-01-04T16:00:00Z,0",
        "2026-01-04T16:59:59.999Z,0",
        "2026-01-04T17:00:00Z,1",
        "2026-01-05T15:59:59.999Z,23",
        "2026-01-05T16:00:00Z,24",
        "2026-01-10T16:00:00Z,144"
    })
    void hourOfWeek_withoutZone_isThatOfTheUsualZone(Instant at, int hourOfWeek) {
        assertThat(clocks.hourOfWeek(at, null)).isEqualTo(hourOfWeek);
    }

    @ParameterizedTest
    @CsvSource({"UTC,160", "America/New_York,155", "Asia/Kathmandu,165", "+14:00,6", "Asia/Shanghai,0"})
    void hourOfWeek_withAZone_isThatOfTheZone(String zone, int hourOfWeek) {
        assertThat(clocks.hourOfWeek(MONDAY, zone)).isEqualTo(hourOfWeek);
    }

    /** Clocks of New York go forward on the first of these Sundays, and back on the second. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-08T06:59:59Z,145",
        "2026-03-08T07:00:00Z,147",
        "2026-11-01T05:30:00Z,145",
        "2026-11-01T06:30:00Z,145",
        "2026-11-01T07:00:00Z,146"
    })
    void hourOfWeek_whereClocksAreChanged_isWhatTheyShow(Instant at, int hourOfWeek) {
        assertThat(clocks.hourOfWeek(at, "America/New_York")).isEqualTo(hourOfWeek);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "asia/tokyo", "+19:00", "not a zone"})
    void hourOfWeek_withAnUnknownZone_isAsWithout(String zone) {
        assertThat(clocks.hourOfWeek(MONDAY, zone)).isZero();
    }

    @Test
    void hourOfWeek_inMoreZonesThanAreRemembered_isRightInAll() {
        // Given
        int mostMinutes = ZoneOffset.MAX.getTotalSeconds() / 60;

        for (int minutes = -mostMinutes; minutes <= mostMinutes; minutes++) {
            // When
            int hourOfWeek = clocks.hourOfWeek(
                    MONDAY, ZoneOffset.ofTotalSeconds(minutes * 60).getId());

            // Then
            assertThat(hourOfWeek).isEqualTo(Math.floorMod(Math.floorDiv(160 * 60 + minutes, 60), 168));
        }
    }
}
