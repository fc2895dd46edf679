package io.kuajie.recommend.domain.people;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts numbers and texts one after the other in as few bytes as they need. Not thread-safe. */
final class PackedWriter {
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[256];
    private int size;

    /** @param value not below 0 for a short form: seven bits a byte, the lowest first */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) rest & 0x7F | MORE);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** A number of either sign, near zero. */
    void difference(long value) {
        number(value << 1 ^ value >> 63);
    }

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void octets(byte[] values) {
        reserve(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        octets(encoded);
    }

    /** What was put so far; from here on it is empty again. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
