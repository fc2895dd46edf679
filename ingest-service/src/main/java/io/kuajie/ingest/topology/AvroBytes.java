package io.kuajie.ingest.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Avro's binary form behind the header of the platform's serde: zero, then the content id. Nullable fields are unions of null and one type. */
final class AvroBytes {
    static final int HEADER_BYTES = 5;
    private static final int LONGEST_NUMBER_BYTES = 10;
    private static final int USUAL_BYTES = 512;

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
        number(isPresent ? 1 : 0);
    }

    void number(long value) {
        room(LONGEST_NUMBER_BYTES);
        long rest = (value << 1) ^ (value >> 63);
        if (rest >= 0 && rest <= 0x7f) {
            bytes[size++] = (byte) rest;
            return;
        }
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void decimal(double value) {
        room(Double.BYTES);
        long rest = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Double.BYTES; i++) {
            bytes[size++] = (byte) rest;
            rest >>>= 8;
        }
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void optional(@Nullable String value) {
        branch(value != null);
        if (value != null) {
            text(value);
        }
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

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
