package io.kuajie.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record in Avro's binary form (Apache Avro specification, "Binary Encoding"), put together value by value in the schema's order, for
 * what is written too often to be made as an object first. For one thread; the memory is kept from record to record.
 */
public final class AvroBytes {
    private static final int FIRST_BYTES = 2048;
    private static final int MOST_VARINT_BYTES = 10;
    private static final int MOST_UTF8_BYTES = 3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /** Begins a record. */
    public AvroBytes clear() {
        length = 0;
        return this;
    }

    /** A copy of what was put since the beginning. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** How many bytes were put since the beginning. */
    public int length() {
        return length;
    }

    /** A copy of what was put from here on. @param start a former {@link #length} */
    public byte[] from(int start) {
        return Arrays.copyOfRange(bytes, start, length);
    }

    /** Bytes as they are: what is encoded already, or stands before a record. */
    public void octets(byte[] values) {
        octets(values, 0);
    }

    /** The same from a place on. */
    public void octets(byte[] values, int from) {
        int count = values.length - from;
        room(count);
        System.arraycopy(values, from, bytes, length, count);
        length += count;
    }

    /** An int, a long, and what is written like them: lengths, and which of a union's types follows. */
    public void number(long value) {
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

    public void flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** Which of null and one other type follows. */
    public void branch(boolean isPresent) {
        room(1);
        bytes[length++] = (byte) (isPresent ? 2 : 0);
    }

    public void real(double value) {
        room(Double.BYTES);
        LONGS.set(bytes, length, Double.doubleToLongBits(value));
        length += Double.BYTES;
    }

    /** Character by character; a long text is put faster as {@link #text(byte[])}. */
    public void text(String value) {
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
                text(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            to[at++] = (byte) c;
        }
        length = at;
    }

    /** @param utf8 a text that is encoded already */
    public void text(byte[] utf8) {
        number(utf8.length);
        octets(utf8);
    }

    /** Of a union of null and string. */
    public void optionalText(@Nullable String value) {
        branch(value != null);
        if (value != null) {
            text(value);
        }
    }

    /** Bytes that hold 32-bit little-endian floats. */
    public void floats(float[] values) {
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

    /** Opens an array or a map of so many. */
    public void begin(int size) {
        if (size > 0) {
            number(size);
        }
    }

    /** Closes an array or a map. */
    public void end() {
        number(0);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
