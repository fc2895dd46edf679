package io.kuajie.serde;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary form from an array and believes no length that goes beyond it: Avro's own decoder takes the memory before it
 * looks, so that twelve bytes of garbage can ask for a gigabyte. Text is made of the array's bytes without a copy between, which a
 * decoder of streams can't do.
 *
 * <p>Every method throws {@link EOFException} or {@link AvroRuntimeException} where the bytes end too early or can't be what Avro
 * writes. For one thread.
 */
final class BoundedDecoder extends Decoder {
    private static final int INT_BITS = 35;
    private static final int LONG_BITS = 70;

    private byte[] bytes = new byte[0];
    private int at;

    /** Starts a record that stands from here to the array's end. */
    BoundedDecoder over(byte[] record, int start) {
        bytes = record;
        at = start;
        return this;
    }

    @Override
    public void readNull() {
        // Takes no bytes.
    }

    @Override
    public boolean readBoolean() throws EOFException {
        return bytes[take(1)] == 1;
    }

    @Override
    public int readInt() throws EOFException {
        return (int) varint(INT_BITS);
    }

    @Override
    public long readLong() throws EOFException {
        return varint(LONG_BITS);
    }

    @Override
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public String readString() throws EOFException {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws EOFException {
        return new Utf8(block());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws EOFException {
        return ByteBuffer.wrap(block());
    }

    @Override
    public void readFixed(byte[] fixed, int start, int length) throws EOFException {
        System.arraycopy(bytes, take(length), fixed, start, length);
    }

    @Override
    public int readEnum() throws EOFException {
        return readInt();
    }

    @Override
    public int readIndex() throws EOFException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws EOFException {
        return items();
    }

    @Override
    public long arrayNext() throws EOFException {
        return items();
    }

    @Override
    public long readMapStart() throws EOFException {
        return items();
    }

    @Override
    public long mapNext() throws EOFException {
        return items();
    }

    @Override
    public void skipString() throws EOFException {
        take(length());
    }

    @Override
    public void skipBytes() throws EOFException {
        take(length());
    }

    @Override
    public void skipFixed(int length) throws EOFException {
        take(length);
    }

    @Override
    public long skipArray() throws EOFException {
        return skipBlocks();
    }

    @Override
    public long skipMap() throws EOFException {
        return skipBlocks();
    }

    /** The size of a block of items; a negative one is followed by the block's bytes, which only those who skip it need. */
    private long items() throws EOFException {
        long count = varint(LONG_BITS);
        if (count < 0) {
            varint(LONG_BITS);
            count = -count;
        }
        return bounded(count);
    }

    /** Skips blocks that say how many bytes they have. @return items of the first that doesn't; 0 at the end */
    private long skipBlocks() throws EOFException {
        long count = varint(LONG_BITS);
        while (count < 0) {
            take(length());
            count = varint(LONG_BITS);
        }
        return bounded(count);
    }

    private byte[] block() throws EOFException {
        int length = length();
        int start = take(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private int length() throws EOFException {
        return (int) bounded(varint(LONG_BITS));
    }

    /** An item takes a byte at least, so counts have the same bound as lengths. */
    private long bounded(long length) {
        int rest = bytes.length - at;
        if (length < 0 || length > rest) {
            throw new AvroRuntimeException(
                    "A length of %d goes beyond the %d bytes that the record has left.".formatted(length, rest));
        }
        return length;
    }

    private long varint(int mostBits) throws EOFException {
        long folded = 0;
        for (int shift = 0; shift < mostBits; shift += 7) {
            byte next = bytes[take(1)];
            folded |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return folded >>> 1 ^ -(folded & 1);
            }
        }
        throw new AvroRuntimeException("A number of the record, before byte %d, is too long.".formatted(at));
    }

    private long littleEndian(int count) throws EOFException {
        int start = take(count);
        long bits = 0;
        for (int i = count - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | bytes[start + i] & 0xFF;
        }
        return bits;
    }

    /** Goes on by so many bytes. @return where they start */
    private int take(int count) throws EOFException {
        int start = at;
        if (count > bytes.length - start) {
            throw new EOFException("The record of %d bytes ends within a value.".formatted(bytes.length));
        }
        at = start + count;
        return start;
    }
}
