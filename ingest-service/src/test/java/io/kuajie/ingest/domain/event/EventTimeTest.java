package io.kuajie.ingest.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimeTest {
    @Test
    void parse_anyInstant_isWhatTheJdkReads() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 100_000; n++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
            // When
            long millis = EventTime.parse(instant.toString()).orElseThrow();
            // Then
            assertThat(millis).isEqualTo(instant.toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-03-01T08:00:00.123456789Z\"",
                "\"2026-03-01T08:00:00Z\"",
                "\" 2026-03-01T08:00:00Z \"",
                "\"2026-03-01T08\\u003a00:00Z\"",
                "\"2026-03-01 08:00:00+08:00\"",
                "\"2026-02-29T08:00:00Z\"",
                "\"1772352000\"",
                "1772352000123",
                "\"\"",
                "true",
                "{}"
            })
    void parse_aJsonValue_isWhatItsTextSays(String json) {
        // Given
        Json value = ((Json.Read.Value) Json.read(json.getBytes(StandardCharsets.UTF_8))).root();
        String text = value.text();
        // When / Then
        assertThat(EventTime.parse(value)).isEqualTo(EventTime.parse(text == null ? "" : text));
    }

    @Test
    void corrected_aClockThatIsFast_isWhatTheSenderMeant() {
        // When
        long corrected = EventTime.corrected(7_200_000, 7_210_000, 30_000);
        // Then
        assertThat(corrected).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource({"3600000,false", "3600001,true", "0,false", "-1,false"})
    void isTooFarAhead_moreThanAnHour_holds(long ahead, boolean isTooFar) {
        // Given
        long receivedAt = 1_772_352_000_000L;
        // When / Then
        assertThat(EventTime.isTooFarAhead(receivedAt + ahead, receivedAt)).isEqualTo(isTooFar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01T00:00:00Z", "2026-02-28T24:61:00Z", "x"})
    void parse_noTime_isEmpty(String text) {
        // When / Then
        assertThat(EventTime.parse(text)).isEmpty();
    }
}
