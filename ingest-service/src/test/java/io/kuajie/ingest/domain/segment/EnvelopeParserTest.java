package io.kuajie.ingest.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeParserTest {
    private final EnvelopeParser parser = new EnvelopeParser(3);

    @Test
    void batch_fieldsAroundItInAnyOrder_areAllRead() {
        // When
        Parsed parsed = batch(
                "{\"sentAt\":\"1970-01-01T00:00:05Z\",\"batch\":[{\"a\":\"双\"},7],\"context\":{\"locale\":\"zh\"},\"writeKey\":\"k\"}");
        // Then
        assertThat(parsed).isInstanceOfSatisfying(Envelope.class, envelope -> {
            assertThat(envelope.writeKey()).isEqualTo("k");
            assertThat(envelope.sentAt()).isEqualTo(5_000);
            assertThat(envelope.context()).hasToString("{\"locale\":\"zh\"}");
            assertThat(envelope.items()).hasSize(2);
            assertThat(envelope.items().getFirst().sizeBytes()).isEqualTo(11);
        });
    }

    @Test
    void batch_keyInAMessage_isFound() {
        // When
        Parsed parsed = batch("{\"batch\":[{},{\"writeKey\":\"k\"}]}");
        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Envelope.class,
                        envelope -> assertThat(envelope.writeKey()).isEqualTo("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "{",
                "{\"batch\":",
                "{\"batch\":[",
                "{\"batch\":[{}",
                "{\"batch\":{}}",
                "{}",
                "{\"batch\":[]} {}",
                "{\"batch\":[{]}",
                "not json"
            })
    void batch_otherShape_isMalformed(String body) {
        // When
        Parsed parsed = batch(body);
        // Then
        assertThat(parsed).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void batch_deepNesting_isMalformed() {
        // When
        Parsed parsed = batch("{\"batch\":" + "[".repeat(100_000));
        // Then
        assertThat(parsed).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void batch_moreMessagesThanAllowed_isTooMany() {
        // When
        Parsed parsed = batch("{\"batch\":[1,2,3,4]}");
        // Then
        assertThat(parsed).isEqualTo(new Parsed.TooMany(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "{} {}", "{\"a\":1"})
    void single_otherShape_isMalformed(String body) {
        // When
        Parsed parsed = parser.single(body.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(parsed).isInstanceOf(Parsed.Malformed.class);
    }

    private Parsed batch(String body) {
        return parser.batch(body.getBytes(StandardCharsets.UTF_8));
    }
}
