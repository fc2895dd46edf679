package io.kuajie.profile.domain.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and text to a growing array of bytes. Whole numbers take one byte for each seven bits. */
public final class BinaryWriter {
    private static final int FIRST_BYTES = 512;
    private static final int MOST_VARINT_BYTES = 10;
    private static final int MOST_UTF8_BYTES = 3;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

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
        room(MOST_VARINT_BYTES);
        byte[] to = bytes;
        int at = length;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        length = at;
        return this;
    }

    /** A number of either sign, short where it is near zero. */
    public BinaryWriter signed(long value) {
        return count(value << 1 ^ value >> 63);
    }

    public BinaryWriter number(double value) {
        room(Long.BYTES);
        LONGS.set(bytes, length, Double.doubleToLongBits(value));
        length += Long.BYTES;
        return this;
    }

    /** A number of four bytes, exact. */
    public BinaryWriter small(float value) {
        room(Integer.BYTES);
        INTS.set(bytes, length, Float.floatToIntBits(value));
        length += Integer.BYTES;
        return this;
    }

    /** A number of which the sign, the exponent and 36 bits of the fraction are kept: six bytes, at most 7e-12 of it away. */
    public BinaryWriter mass(double value) {
        // The last two of the eight bytes are zeros, which the next value overwrites.
        room(Long.BYTES);
        LONGS.set(bytes, length, Double.doubleToLongBits(rounded(value)));
        length += MASS_BYTES;
        return this;
    }

    /** What {@link #mass} keeps of a number. Sums are rounded when they change, so that what is shown is what is stored. */
    public static double rounded(double value) {
        return Double.longBitsToDouble(Double.doubleToLongBits(value) + (1L << 15) & -1L << 16);
    }

    public BinaryWriter text(String value) {
        int count = value.length();
        room(MOST_VARINT_BYTES + count * MOST_UTF8_BYTES);
        int start = length;
        count(count);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length = start;
                return block(value.getBytes(StandardCharsets.UTF_8));
            }
            to[at++] = (byte) c;
        }
        length = at;
        return this;
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

    /** What another writer holds, with its length before it. */
    public BinaryWriter block(BinaryWriter other) {
        return count(other.length).append(other);
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
