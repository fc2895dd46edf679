package io.kuajie.profile.domain.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "skin-care", "护肤", "half 护", "a\u00e9", "\ud83d\ude00"})
    void text_isItsUtf8BehindItsLength(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        byte[] written = new BinaryWriter().text(text).toBytes();

        assertThat(written[0]).isEqualTo((byte) utf8.length);
        assertThat(Arrays.copyOfRange(written, 1, written.length)).isEqualTo(utf8);
    }

    @Test
    void numbers_areBigEndian() {
        byte[] written = new BinaryWriter()
                .number(Math.PI)
                .small(1.5f)
                .mass(Math.E)
                .byteValue(7)
                .toBytes();

        ByteBuffer expected = ByteBuffer.allocate(20).putDouble(Math.PI).putFloat(1.5f);
        expected.putDouble(BinaryWriter.rounded(Math.E)).put(18, (byte) 7);
        assertThat(written).isEqualTo(Arrays.copyOf(expected.array(), 19));
    }

    @Test
    void everything_isReadAsItWasWritten() {
        // Given
        SplittableRandom random = new SplittableRandom(5);
        BinaryWriter block = new BinaryWriter();
        BinaryWriter out = new BinaryWriter();
        for (int i = 0; i < 500; i++) {
            long value = random.nextLong() >>> random.nextInt(64);
            double mass = BinaryWriter.rounded(random.nextDouble() * 100);
            block.count(value).signed(-value).mass(mass).mass(-mass);
        }

        // When
        BinaryReader in =
                new BinaryReader(out.byteValue(1).block(block).byteValue(2).toBytes());

        // Then
        assertThat(in.byteValue()).isEqualTo(1);
        BinaryReader nested = in.nested();
        SplittableRandom again = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            long value = again.nextLong() >>> again.nextInt(64);
            double mass = BinaryWriter.rounded(again.nextDouble() * 100);
            assertThat(nested.count()).isEqualTo(value);
            assertThat(nested.signed()).isEqualTo(-value);
            assertThat(nested.mass()).isEqualTo(mass);
            assertThat(nested.mass()).isEqualTo(-mass);
        }
        nested.end();
        assertThatIllegalArgumentException().isThrownBy(nested::byteValue);
        assertThatIllegalArgumentException().isThrownBy(nested::count);
        assertThat(in.byteValue()).isEqualTo(2);
        in.end();
    }
}
