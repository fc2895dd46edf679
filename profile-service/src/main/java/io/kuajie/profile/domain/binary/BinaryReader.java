package io.kuajie.profile.domain.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link BinaryWriter} wrote.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the bytes end too early or can't be what was written.
 */
public final class BinaryReader {
    private static final int LONGEST_VARINT_BITS = 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    public BinaryReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private BinaryReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    public int byteValue() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public long count() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
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
        if (size < 0 || size > end - at) {
            throw new IllegalArgumentException(
                    "The size (%d) at byte %d exceeds the %d bytes that follow; the state is cut or of another layout."
                            .formatted(size, at, end - at));
        }
        return (int) size;
    }

    public long signed() {
        long value = count();
        return value >>> 1 ^ -(value & 1);
    }

    public double number() {
        need(Long.BYTES);
        long bits = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return Double.longBitsToDouble(bits);
    }

    public float small() {
        need(Integer.BYTES);
        int bits = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return Float.intBitsToFloat(bits);
    }

    public double mass() {
        need(BinaryWriter.MASS_BYTES);
        long high = (int) INTS.get(bytes, at) & 0xFFFF_FFFFL;
        long low = (short) SHORTS.get(bytes, at + Integer.BYTES) & 0xFFFFL;
        at += BinaryWriter.MASS_BYTES;
        return Double.longBitsToDouble(high << 32 | low << 16);
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

    /** A reader of the bytes of a block, which this one goes beyond. */
    public BinaryReader nested() {
        int size = size();
        int start = at;
        at += size;
        return new BinaryReader(bytes, start, at);
    }

    /** @throws IllegalArgumentException if anything is left unread */
    public void end() {
        if (at != end) {
            throw new IllegalArgumentException(
                    "%d bytes follow the end of the state; it is of another layout.".formatted(end - at));
        }
    }

    private void need(int count) {
        if (end - at < count) {
            throw new IllegalArgumentException(
                    "The state of %d bytes ends within a value; it is cut.".formatted(bytes.length));
        }
    }
}
