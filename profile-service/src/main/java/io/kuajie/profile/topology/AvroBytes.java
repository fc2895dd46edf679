package io.kuajie.profile.topology;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding, as far as profiles need it. For one thread; what was written lasts until the next start. */
final class AvroBytes {
    private static final int MOST_VARINT_BYTES = 10;
    private static final int MOST_UTF8_BYTES = 3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1024];
    private int length;

    void start(byte[] header) {
        length = 0;
        room(header.length);
        System.arraycopy(header, 0, bytes, 0, header.length);
        length = header.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** An int, a long, or the branch of a union. */
    void number(long value) {
        room(MOST_VARINT_BYTES);
        byte[] to = bytes;
        int at = length;
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        length = at;
    }

    void flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void real(double value) {
        room(Double.BYTES);
        LONGS.set(bytes, length, Double.doubleToLongBits(value));
        length += Double.BYTES;
    }

    void text(String value) {
        int count = value.length();
        room(MOST_VARINT_BYTES + count * MOST_UTF8_BYTES);
        int start = length;
        number(count);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length = start;
                longText(value);
                return;
            }
            to[at++] = (byte) c;
        }
        length = at;
    }

    private void longText(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** Bytes that hold 32-bit little-endian floats. */
    void floats(float[] values) {
        number((long) values.length * Float.BYTES);
        room(values.length * Float.BYTES);
        byte[] to = bytes;
        int at = length;
        for (float value : values) {
            INTS.set(to, at, Float.floatToIntBits(value));
            at += Float.BYTES;
        }
        length = at;
    }

    /** Opens an array or a map. */
    void begin(int size) {
        if (size > 0) {
            number(size);
        }
    }

    /** Closes an array or a map. */
    void end() {
        number(0);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
