package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static final int CASES = 2_000;
    private static final String CHARACTERS = "ab Z~\u007f\u0080éߺࠀ精华\uffee\"\\/\b\n\t\u0001";

    private final SplittableRandom random = new SplittableRandom(1);
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void texts_anyCharacters_areWrittenAsTheMapperDoes() throws JsonProcessingException {
        for (int i = 0; i < CASES; i++) {
            // Given
            List<String> texts =
                    IntStream.range(0, random.nextInt(4)).mapToObj(n -> text()).toList();

            // When
            String written = written(new JsonBytes(1).texts(texts));

            // Then
            assertThat(written).isEqualTo(mapper.writeValueAsString(texts));
        }
    }

    @Test
    void number_anyDouble_isWrittenAsTheMapperDoes() throws JsonProcessingException {
        for (int i = 0; i < CASES; i++) {
            // Given
            double value = number();

            // When
            String written = written(new JsonBytes(1).number(value));

            // Then
            assertThat(written).isEqualTo(mapper.writeValueAsString(value));
        }
    }

    @Test
    void number_anyLong_isWrittenAsTheMapperDoes() throws JsonProcessingException {
        for (int i = 0; i < CASES; i++) {
            // Given
            long value = random.nextLong() >> random.nextInt(Long.SIZE);

            // When
            String written = written(new JsonBytes(1).number(value));

            // Then
            assertThat(written).isEqualTo(mapper.writeValueAsString(value));
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(12))
                .forEach(n -> text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))));
        // A pair, of which each half alone is none.
        return random.nextInt(4) == 0 ? text + "😀" : text.toString();
    }

    /** Of few digits behind the point, of many, round, and outside of what is written without an exponent. */
    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-2_000_000, 2_000_000_000) / 1e6;
            case 1 -> random.nextDouble(-2, 2);
            case 2 -> random.nextInt(2_000);
            default -> random.nextDouble() * Math.pow(10, random.nextInt(-12, 12));
        };
    }

    private static String written(JsonBytes json) {
        return new String(json.bytes(), 0, json.size(), StandardCharsets.UTF_8);
    }
}
