package io.kuajie.ingest.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {
    private static final String ORDER = """
            {"type":"object","required":["price"],
             "properties":{"price":{"type":"number","minimum":0},"sku":{"type":"string","pattern":"^[a-z]+-\\\\d+$"},
                           "at":{"type":"string","format":"date-time"},"kind":{"$ref":"#/$defs/kind"}},
             "$defs":{"kind":{"enum":["new","used"]}}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"price\":1.5,\"sku\":\"lip-1\"} | ''",
                "{\"price\":\"1.5\"} | price",
                "{} | price",
                "{\"price\":-1} | 0",
                "{\"price\":1,\"sku\":\"Lip\"} | sku",
                "{\"price\":1,\"at\":\"yesterday\"} | at",
                "{\"price\":1,\"kind\":\"stolen\"} | kind"
            })
    void differences_ofAnEvent_nameWhereItDiffers(String event, String named) {
        // When
        List<String> differences = EventSchema.of(ORDER).differences(event);
        // Then
        if (named.isEmpty()) {
            assertThat(differences).isEmpty();
        } else {
            assertThat(differences).singleElement().asString().contains(named);
        }
    }

    @Test
    void differences_holdNoValueOfTheEvent() {
        // When
        List<String> differences =
                EventSchema.of(ORDER).differences("{\"price\":\"secret\",\"sku\":\"secret\",\"kind\":\"secret\"}");
        // Then
        assertThat(differences).hasSize(3).noneMatch(text -> text.contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"type\":5}",
                "{\"type\":\"text\"}",
                "{\"required\":\"price\"}",
                "{\"pattern\":\"(\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"(?=look)\"}}}",
                "{\"$ref\":\"#\"}",
                "{\"$ref\":\"https://example.cn/schema.json\"}",
                "{\"$ref\":\"#/$defs/missing\"}",
                "{\"$dynamicRef\":\"#a\"}",
                "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{}},\"$ref\":\"#/$defs/a\"}"
            })
    void of_whatIsNoSchemaOrCouldCostTooMuch_saysWhy(String text) {
        assertThatThrownBy(() -> EventSchema.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void differences_patternThatBacktracks_takesLinearTime() {
        // Given: with a matcher that backtracks, this would outlive the universe
        EventSchema schema = EventSchema.of("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}");
        // When
        List<String> differences = schema.differences("{\"a\":\"" + "a".repeat(20_000) + "!\"}");
        // Then
        assertThat(differences).hasSize(1);
    }
}
