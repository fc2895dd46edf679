package io.kuajie.ingest.topology;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Avro's binary form behind the header of the platform's serde: zero, then the content id. Nullable fields are unions of null and one type. */
final class AvroBytes {
    static final int HEADER_BYTES = 5;
    private static final int LONGEST_NUMBER_BYTES = 10;
    private static final int USUAL_BYTES = 512;
    /** The second branch of a union, null being the first. */
    private static final byte PRESENT = 2;

    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final KnownTexts known = new KnownTexts();
    private byte[] bytes = new byte[USUAL_BYTES];
    private int size = HEADER_BYTES;

    AvroBytes(int contentId) {
        header(contentId);
    }

    /** Begins with another record's fields, from the byte behind its header on. */
    AvroBytes(int contentId, byte[] record, int more) {
        bytes = Arrays.copyOf(record, record.length + more);
        size = record.length;
        header(contentId);
    }

    /** Begins again, in the same memory. */
    AvroBytes again() {
        size = HEADER_BYTES;
        return this;
    }

    private void header(int contentId) {
        bytes[0] = 0;
        bytes[1] = (byte) (contentId >>> 24);
        bytes[2] = (byte) (contentId >>> 16);
        bytes[3] = (byte) (contentId >>> 8);
        bytes[4] = (byte) contentId;
    }

    void flag(boolean value) {
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    void branch(boolean isPresent) {
        room(1);
        bytes[size++] = isPresent ? PRESENT : 0;
    }

    void number(long value) {
        room(LONGEST_NUMBER_BYTES);
        put(value);
    }

    void decimal(double value) {
        room(Double.BYTES);
        DOUBLES.set(bytes, size, value);
        size += Double.BYTES;
    }

    void text(String value) {
        text(value.getBytes(StandardCharsets.UTF_8));
    }

    void text(byte[] utf8) {
        room(LONGEST_NUMBER_BYTES + utf8.length);
        put(utf8);
    }

    /** As {@link #text}, where the same object is likely to be written again. */
    void usual(String value) {
        byte[] encoded = known.of(value);
        if (encoded == null) {
            int start = size;
            text(value);
            if (known.isWorthKeeping(value)) {
                known.keep(value, from(start));
            }
        } else {
            append(encoded);
        }
    }

    /** Bytes that are encoded already. */
    void append(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    int size() {
        return size;
    }

    /** A copy of what was written from here on. */
    byte[] from(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    /** As {@link #optional}, likewise. */
    void usualOrNone(@Nullable String value) {
        branch(value != null);
        if (value != null) {
            usual(value);
        }
    }

    void optional(@Nullable String value) {
        if (value == null) {
            branch(false);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        room(1 + LONGEST_NUMBER_BYTES + utf8.length);
        bytes[size++] = PRESENT;
        put(utf8);
    }

    void optional(@Nullable Double value) {
        branch(value != null);
        if (value != null) {
            decimal(value);
        }
    }

    void optional(@Nullable Long value) {
        branch(value != null);
        if (value != null) {
            number(value);
        }
    }

    void texts(List<String> values) {
        if (!values.isEmpty()) {
            number(values.size());
            values.forEach(this::text);
        }
        number(0);
    }

    void textByName(Map<String, String> values) {
        if (!values.isEmpty()) {
            number(values.size());
            values.forEach((name, value) -> {
                text(name);
                text(value);
            });
        }
        number(0);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Where there is room: zigzag, then seven bits a byte, the lowest first. */
    private void put(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void put(byte[] utf8) {
        put(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
