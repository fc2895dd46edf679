package io.kuajie.ingest.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
    private static final Names NAMES = Names.of("item", "item_id", "sku");
    /** Names without a number, for there are not so many. */
    private static final Names LATE = late();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{}|null",
                "{\"other\":\"a\"}|null",
                "{\"sku\":\"a\"}|a",
                "{\"sku\":\"a\",\"item\":\"b\"}|b",
                "{\"sku\":\"a\",\"item\":\" \",\"item_id\":null}|a",
                "{\"item\":{\"sku\":\"a\"}}|null",
                "[\"item\"]|null",
                "{\"sku\":7,\"sku\":8}|8"
            })
    void text_ofSeveralNames_isThatOfTheFirstThatHasOne(String text, @Nullable String expected) {
        assertThat(read(text).text(NAMES)).isEqualTo(expected);
        assertThat(read(text).ownText(NAMES)).isEqualTo(expected);
        assertThat(read(text).firstText(NAMES).isMissing()).isEqualTo(expected == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {"{\"sku\":\"a\"}|null", "{\"late 2\":\"a\"}|a", "{\"late 2\":\"a\",\"late 1\":\"b\"}|b"})
    void text_ofNamesWithoutNumber_isFoundAllTheSame(String text, @Nullable String expected) {
        assertThat(read(text).text(LATE)).isEqualTo(expected);
    }

    private static Names late() {
        IntStream.range(0, 2 * Name.MOST_NUMBERED).forEach(n -> Name.of("early " + n));
        return Names.of("late 1", "late 2");
    }

    private static Json read(String text) {
        return ((Json.Read.Value) Json.read(text.getBytes(StandardCharsets.UTF_8), new JsonMemory())).root();
    }
}
