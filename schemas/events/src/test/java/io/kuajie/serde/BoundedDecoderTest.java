package io.kuajie.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class BoundedDecoderTest {
    private static final long[] NUMBERS = {
        0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    @Test
    void readsWhatAvroWrites() throws IOException {
        byte[] bytes = written();
        BoundedDecoder in = new BoundedDecoder().over(bytes, 0);

        for (long number : NUMBERS) {
            assertThat(in.readLong()).isEqualTo(number);
            assertThat(in.readInt()).isEqualTo((int) number);
            assertThat(in.readDouble()).isEqualTo(number / 3.0);
            assertThat(in.readFloat()).isEqualTo(number / 3f);
        }
        assertThat(in.readString()).isEqualTo("护肤 ☂ 😀");
        assertThat((Object) in.readString(null)).hasToString("护肤 ☂ 😀");
        assertThat(in.readBytes(null)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(in.readBoolean()).isTrue();
        in.skipString();
        assertThat(in.readArrayStart()).isEqualTo(2);
        assertThat(in.readInt()).isEqualTo(7);
        assertThat(in.readInt()).isEqualTo(8);
        assertThat(in.arrayNext()).isZero();
        assertThatThrownBy(in::readBoolean).isInstanceOf(EOFException.class);
    }

    @Test
    void blocksThatTellTheirBytesAreReadAndSkipped() throws IOException {
        // Two items in four bytes, then the end: -2, 4, "a", "b", 0.
        byte[] blocks = {3, 8, 2, 'a', 2, 'b', 0};

        BoundedDecoder reading = new BoundedDecoder().over(blocks, 0);
        assertThat(reading.readArrayStart()).isEqualTo(2);
        assertThat(reading.readString()).isEqualTo("a");
        assertThat(reading.readString()).isEqualTo("b");
        assertThat(reading.arrayNext()).isZero();
        assertThat(new BoundedDecoder().over(blocks, 0).skipArray()).isZero();
    }

    @Test
    void whatIsCutOrChangedNeverReadsBeyondTheRecord() throws IOException {
        byte[] whole = written();
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            BoundedDecoder in = new BoundedDecoder().over(bytes, 0);
            try {
                while (true) {
                    step(in, random.nextInt(8));
                }
            } catch (EOFException | AvroRuntimeException e) {
                assertThat(e).hasMessageContainingAll("record");
            }
        }
    }

    @Test
    void aNumberLongerThanItsTypeIsRefused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xFF);

        assertThatThrownBy(() -> new BoundedDecoder().over(endless, 0).readLong())
                .isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() -> new BoundedDecoder().over(endless, 0).readInt())
                .isInstanceOf(AvroRuntimeException.class);
    }

    private static void step(BoundedDecoder in, int kind) throws IOException {
        switch (kind) {
            case 0 -> in.readLong();
            case 1 -> in.readInt();
            case 2 -> in.readString();
            case 3 -> in.readBytes(null);
            case 4 -> in.readArrayStart();
            case 5 -> in.skipArray();
            case 6 -> in.readDouble();
            default -> in.skipString();
        }
        // Without it a record of nothing but empty arrays would never end.
        in.readBoolean();
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        for (long number : NUMBERS) {
            out.writeLong(number);
            out.writeInt((int) number);
            out.writeDouble(number / 3.0);
            out.writeFloat(number / 3f);
        }
        out.writeString("护肤 ☂ 😀");
        out.writeString("护肤 ☂ 😀");
        out.writeBytes(new byte[] {1, 2, 3});
        out.writeBoolean(true);
        out.writeString("skipped");
        out.writeArrayStart();
        out.setItemCount(2);
        out.startItem();
        out.writeInt(7);
        out.startItem();
        out.writeInt(8);
        out.writeArrayEnd();
        out.flush();
        return bytes.toByteArray();
    }
}
