package io.kuajie.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroBytesTest {
    private static final List<String> TEXTS =
            List.of("", "a", "精华 7", "mixed 混", "\uD83D\uDE00", "\0", "é".repeat(5_000));

    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private final BinaryEncoder avro = EncoderFactory.get().binaryEncoder(expected, null);
    private final AvroBytes bytes = new AvroBytes();

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 63, 64, -64, -65, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE})
    void number_isAsAvroWritesIt(long value) throws IOException {
        bytes.number(value);
        avro.writeLong(value);
        assertSame();
    }

    @Test
    void values_ofAllKinds_areAsAvroWritesThem() throws IOException {
        Random random = new Random(1);
        for (int n = 0; n < 500; n++) {
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            double real = random.nextGaussian();
            boolean flag = random.nextBoolean();
            // When
            bytes.text(text);
            bytes.optionalText(flag ? text : null);
            bytes.flag(flag);
            bytes.real(real);
            bytes.octets(new byte[] {(byte) n});
            // Then
            avro.writeString(text);
            avro.writeIndex(flag ? 1 : 0);
            if (flag) {
                avro.writeString(text);
            }
            avro.writeBoolean(flag);
            avro.writeDouble(real);
            avro.writeFixed(new byte[] {(byte) n});
        }
        assertSame();
    }

    @Test
    void from_aLength_isWhatWasPutSince() {
        // Given
        bytes.number(1);
        int length = bytes.length();
        // When
        bytes.octets(new byte[] {7, 8, 9}, 1);
        // Then
        assertThat(bytes.from(length)).containsExactly(8, 9);
    }

    @Test
    void floats_areBytesInLittleEndianOrder() throws IOException {
        float[] values = {0, -1.5f, Float.MAX_VALUE, Float.NaN};
        bytes.floats(values);
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        avro.writeBytes(buffer.array());
        assertSame();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void array_ofAnySize_isOneBlockAndAnEnd(int size) throws IOException {
        bytes.begin(size);
        avro.writeArrayStart();
        avro.setItemCount(size);
        for (int i = 0; i < size; i++) {
            bytes.number(i);
            avro.startItem();
            avro.writeLong(i);
        }
        bytes.end();
        avro.writeArrayEnd();
        assertSame();
    }

    @Test
    void clear_beginsAgainAndLeavesWhatWasTaken() {
        // Given
        bytes.text("before");
        byte[] taken = bytes.toBytes();
        // When
        bytes.clear().text("after");
        // Then
        assertThat(taken).containsExactly(12, 'b', 'e', 'f', 'o', 'r', 'e');
        assertThat(bytes.toBytes()).containsExactly(10, 'a', 'f', 't', 'e', 'r');
    }

    private void assertSame() throws IOException {
        avro.flush();
        assertThat(bytes.toBytes()).isEqualTo(expected.toByteArray());
    }
}
