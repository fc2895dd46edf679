package io.kuajie.profile.domain.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link BinaryWriter} wrote.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the bytes end too early or can't be what was written.
 */
public final class BinaryReader {
    private static final int LONGEST_VARINT_BITS = 64;

    private final byte[] bytes;
    private int at;

    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int byteValue() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public long count() {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT_BITS; shift += 7) {
            int next = byteValue();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("The number before byte %d is longer than 64 bits.".formatted(at));
    }

    /** The length of something that follows, at least a byte an entry. */
    public int size() {
        long size = count();
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalArgumentException(
                    "The size (%d) at byte %d exceeds the %d bytes that follow; the state is cut or of another layout."
                            .formatted(size, at, bytes.length - at));
        }
        return (int) size;
    }

    public long signed() {
        long value = count();
        return value >>> 1 ^ -(value & 1);
    }

    public double number() {
        need(Long.BYTES);
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | bytes[at++] & 0xFF;
        }
        return Double.longBitsToDouble(bits);
    }

    public float small() {
        need(Integer.BYTES);
        int bits = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            bits = bits << 8 | bytes[at++] & 0xFF;
        }
        return Float.intBitsToFloat(bits);
    }

    public double mass() {
        need(BinaryWriter.MASS_BYTES);
        long bits = 0;
        for (int i = 0; i < BinaryWriter.MASS_BYTES; i++) {
            bits = bits << 8 | bytes[at++] & 0xFF;
        }
        return Double.longBitsToDouble(bits << 16);
    }

    public String text() {
        int size = size();
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    /** A text that many states have, such as a category. */
    String word() {
        int size = size();
        String word = KnownWords.of(bytes, at, size);
        at += size;
        return word;
    }

    public byte[] block() {
        int size = size();
        byte[] block = Arrays.copyOfRange(bytes, at, at + size);
        at += size;
        return block;
    }

    /** @throws IllegalArgumentException if anything is left unread */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException(
                    "%d bytes follow the end of the state; it is of another layout.".formatted(bytes.length - at));
        }
    }

    private void need(int count) {
        if (bytes.length - at < count) {
            throw new IllegalArgumentException(
                    "The state of %d bytes ends within a value; it is cut.".formatted(bytes.length));
        }
    }
}
