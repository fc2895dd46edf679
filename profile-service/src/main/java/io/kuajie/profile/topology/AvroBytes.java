package io.kuajie.profile.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding, as far as profiles need it. For one thread; what was written lasts until the next start. */
final class AvroBytes {
    private static final int MOST_VARINT_BYTES = 10;
    private static final int MOST_UTF8_BYTES = 3;

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
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void real(double value) {
        room(Double.BYTES);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (bits >>> shift);
        }
    }

    void text(String value) {
        int count = value.length();
        room(MOST_VARINT_BYTES + count * MOST_UTF8_BYTES);
        int start = length;
        number(count);
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length = start;
                longText(value);
                return;
            }
            bytes[length++] = (byte) c;
        }
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
        for (float value : values) {
            int bits = Float.floatToIntBits(value);
            bytes[length++] = (byte) bits;
            bytes[length++] = (byte) (bits >>> 8);
            bytes[length++] = (byte) (bits >>> 16);
            bytes[length++] = (byte) (bits >>> 24);
        }
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
