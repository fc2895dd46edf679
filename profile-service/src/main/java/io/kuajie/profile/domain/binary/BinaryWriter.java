package io.kuajie.profile.domain.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and text to a growing array of bytes. Whole numbers take one byte for each seven bits. */
public final class BinaryWriter {
    private static final int FIRST_BYTES = 256;

    static final int MASS_BYTES = 6;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    public BinaryWriter byteValue(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is rarely negative (negative ones take ten bytes). */
    public BinaryWriter count(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** A number of either sign, short where it is near zero. */
    public BinaryWriter signed(long value) {
        return count(value << 1 ^ value >> 63);
    }

    public BinaryWriter number(double value) {
        room(Long.BYTES);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    /** A number of four bytes, exact. */
    public BinaryWriter small(float value) {
        room(Integer.BYTES);
        int bits = Float.floatToIntBits(value);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    /** A number of which the sign, the exponent and 36 bits of the fraction are kept: six bytes, at most 7e-12 of it away. */
    public BinaryWriter mass(double value) {
        room(MASS_BYTES);
        long bits = Double.doubleToLongBits(rounded(value));
        for (int shift = 56; shift >= 16; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    /** What {@link #mass} keeps of a number. Sums are rounded when they change, so that what is shown is what is stored. */
    public static double rounded(double value) {
        return Double.longBitsToDouble(Double.doubleToLongBits(value) + (1L << 15) & -1L << 16);
    }

    public BinaryWriter text(String value) {
        return block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length before them. */
    public BinaryWriter block(byte[] block) {
        count(block.length);
        return raw(block, block.length);
    }

    /** All that another writer holds, without a length. */
    public BinaryWriter append(BinaryWriter other) {
        return raw(other.bytes, other.length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private BinaryWriter raw(byte[] block, int count) {
        room(count);
        System.arraycopy(block, 0, bytes, length, count);
        length += count;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
