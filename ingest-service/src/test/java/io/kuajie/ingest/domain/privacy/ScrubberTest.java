package io.kuajie.ingest.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "护肤",
                "Asia/Shanghai",
                "zh-CN",
                "summer 2026",
                "0af76519-16cd-43dd-8448-eb211c80319c",
                "1.2.3",
                "ends at 12:30"
            })
    void text_thatIdentifiesNobody_staysAsItIs(String text) {
        assertThat(Scrubber.text(text, Set.of("user-00012345"))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call 13812345678 now | 13812345678",
                "call 138-1234-5678 | 1234-5678",
                "１３８１２３４５６７８ | １３８１２３４５６７８",
                "write zhang@example.cn | zhang@example.cn",
                "zhang%40example.cn | zhang%40example.cn",
                "from 203.0.113.77 | 203.0.113.77",
                "from 2001:db8:0:0:1:0:0:1 | 2001:db8",
                "card 4111 1111 1111 1111 | 4111",
                "id 11010519491231002X | 11010519491231002X",
                "https://example.cn/a?phone=13812345678 | 138"
            })
    void text_thatHoldsAnIdentifier_losesIt(String text, String identifier) {
        assertThat(Scrubber.text(text, Set.of())).doesNotContain(identifier);
    }

    @Test
    void text_thatNamedNobodyBefore_losesAnIdAllTheSame() {
        // Given
        String text = "greeting of user-abcdef";
        assertThat(Scrubber.text(text, Set.of("user-uvwxyz"))).isEqualTo(text);
        // When
        String clean = Scrubber.text(text, Set.of("user-abcdef"));
        // Then
        assertThat(clean).isEqualTo("greeting of [removed]");
    }

    @Test
    void textOf_aJsonValue_isWhatTextSaysOfItsText() {
        SplittableRandom random = new SplittableRandom(5);
        Set<String> ids = Set.of("user-00012345", "7");
        String[] pieces = {
            "user-00012345",
            "13812345678",
            "7",
            "12",
            "a@b.cn",
            "http://x.cn/?q=1",
            "护肤",
            "１３",
            "\\n",
            " ",
            "1.2.3.4",
            "%40"
        };
        for (int n = 0; n < 20_000; n++) {
            // Given
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(5); i > 0; i--) {
                content.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] json = ("\"" + content + "\"").getBytes(StandardCharsets.UTF_8);
            Json value = ((Json.Read.Value) Json.read(json)).root();

            // When
            String scrubbed = Scrubber.textOf(value, ids);

            // Then
            String text = value.text();
            assertThat(scrubbed).isEqualTo(text == null ? null : Scrubber.text(text, ids));
        }
    }

    @Test
    void text_thatIsLong_losesAnIdentifierAtItsEnd() {
        // Given
        String innocent = "7. ".repeat(1 << 16);
        // When / Then
        assertThat(Scrubber.text(innocent + "13812345678", Set.of())).isEqualTo(innocent + Scrubber.REMOVED);
    }

    @Test
    void text_thatHoldsTheSendersId_losesIt() {
        // Given
        Set<String> ids = Set.of("12345678", "张三丰-1987");
        // When / Then
        assertThat(Scrubber.text("00000000-0000-4000-8000-000012345678", ids)).doesNotContain("12345678");
        assertThat(Scrubber.text("张三丰-1987 喜欢", ids)).doesNotContain("张三丰");
        assertThat(Scrubber.text("12345678", ids)).isEqualTo(Scrubber.REMOVED);
    }
}
