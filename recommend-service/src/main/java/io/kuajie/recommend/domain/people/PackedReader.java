package io.kuajie.recommend.domain.people;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes out again what a {@link PackedWriter} has put, in the same order. Not thread-safe. */
final class PackedReader {
    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte octet = bytes[at++];
        while (octet < 0) {
            value |= (long) (octet & 0x7F) << shift;
            shift += 7;
            octet = bytes[at++];
        }
        return value | (long) octet << shift;
    }

    /** A number that was put as one of 32 bits. */
    int small() {
        return (int) number();
    }

    long difference() {
        long folded = number();
        return folded >>> 1 ^ -(folded & 1);
    }

    int octet() {
        return bytes[at++] & 0xFF;
    }

    byte[] octets(int length) {
        byte[] taken = new byte[length];
        System.arraycopy(bytes, at, taken, 0, length);
        at += length;
        return taken;
    }

    /** Takes as many octets as these. @return whether they are these */
    boolean are(byte[] expected) {
        int start = at;
        at += expected.length;
        return Arrays.equals(bytes, start, at, expected, 0, expected.length);
    }

    String text() {
        int length = small();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
