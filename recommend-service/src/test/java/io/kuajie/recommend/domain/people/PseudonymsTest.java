package io.kuajie.recommend.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    @Test
    void text_anyBytes_isUrlSafeBase64AndLeadsBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            // Given
            byte[] bytes = new byte[Pseudonyms.BYTES];
            random.nextBytes(bytes);

            // When
            String text = Pseudonyms.text(bytes);

            // Then
            assertThat(text).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            assertThat(Pseudonyms.bytes(text)).isEqualTo(bytes);
        }
    }
}
