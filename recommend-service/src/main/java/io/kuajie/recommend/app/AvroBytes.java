package io.kuajie.recommend.app;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in Avro's binary form (Apache Avro specification, "Binary Encoding"), one value after the other. For one thread. */
final class AvroBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[2048];
    private int size;

    /** An int or a long, and what is written like them: lengths, and which of a union's types follows. */
    void number(long value) {
        reserve(LONGEST_NUMBER);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void real(double value) {
        reserve(Double.BYTES);
        LONGS.set(bytes, size, Double.doubleToLongBits(value));
        size += Double.BYTES;
    }

    void text(String value) {
        text(value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param encoded in UTF-8 */
    void text(byte[] encoded) {
        number(encoded.length);
        octets(encoded);
    }

    /** Of a union of null and string. */
    void optionalText(@Nullable String value) {
        number(value == null ? 0 : 1);
        if (value != null) {
            text(value);
        }
    }

    void octets(byte[] values) {
        reserve(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    AvroBytes clear() {
        size = 0;
        return this;
    }

    /** What was put so far; from here on it is empty again. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        clear();
        return taken;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
