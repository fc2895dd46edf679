package io.kuajie.profile.domain.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnownWordsTest {
    @Test
    void theSameBytesAreTheSameObject() {
        byte[] bytes = "xx护肤yy".getBytes(StandardCharsets.UTF_8);

        assertThat(KnownWords.of(bytes, 2, 6)).isEqualTo("护肤").isSameAs(KnownWords.of(bytes, 2, 6));
    }

    @Test
    void wordsThatShareAPlaceStayThemselves() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            String word = Integer.toString(random.nextInt(20_000), 36).repeat(1 + i % 20);
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);

            assertThat(KnownWords.of(bytes, 0, bytes.length)).isEqualTo(word);
        }
    }
}
