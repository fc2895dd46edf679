package io.kuajie.ingest.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeaderTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                u-1                   | u-1
                %E5%BC%A0%e4%b8%89    | 张三
                vip-%E5%BC%A0-1       | vip-张-1
                Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀
                100%25                | 100%
                %2525                 | %25
                50% off               | 50% off
                %                     | %
                %E5                   | %E5
                %E5%BC                | %E5%BC
                %E5%BC%A0%            | 张%
                %E5%BC%A0%4           | 张%4
                %zz%41                | %zzA
                %C0%80                | %C0%80
                %ED%A0%80             | %ED%A0%80
                a%00b                 | a%00b
                %24%31                | $1
                "%E5%BC%A0 \\"三\\""  | 张 "三"
                "                     | "
                ``                    |
                %20                   |
                """)
    void of_headerValue_isTheTextItStandsFor(String value, @Nullable String text) {
        // When / Then
        assertThat(HeaderText.of(value)).isEqualTo(text);
    }

    @Test
    void of_noHeader_isNull() {
        // When / Then
        assertThat(HeaderText.of(null)).isNull();
    }

    @Test
    void of_anyTextEncoded_isTheText() {
        // Given
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 2_000; n++) {
            String text = "x" + Character.toString(random.nextInt(1, 0xd800))
                    + Character.toString(random.nextInt(0xe000, 0x110000)) + "x";
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            // When
            String decoded = HeaderText.of(encoded);
            // Then
            assertThat(decoded).isEqualTo(text);
        }
    }
}
