package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON, most of it copied from a text that was read. */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";
    private static final int LARGEST_KEPT = 16 * 1024;

    private byte[] bytes;
    private int size;
    private boolean needsComma;

    public JsonWriter() {
        this(128);
    }

    /** @param expected bytes that will be written, as far as known */
    public JsonWriter(int expected) {
        bytes = new byte[expected];
    }

    /** Begins again, in the same room unless it is large. */
    public JsonWriter again() {
        bytes = bytes.length > LARGEST_KEPT ? new byte[LARGEST_KEPT] : bytes;
        size = 0;
        needsComma = false;
        return this;
    }

    public JsonWriter begin(char bracket) {
        comma();
        write(bracket);
        needsComma = false;
        return this;
    }

    public JsonWriter end(char bracket) {
        write(bracket);
        needsComma = true;
        return this;
    }

    /** Between a field's name and its value. */
    public JsonWriter colon() {
        write(':');
        needsComma = false;
        return this;
    }

    public JsonWriter string(String text) {
        comma();
        write('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                plain(text, from, i);
                escaped(c);
                from = i + 1;
            }
        }
        plain(text, from, text.length());
        write('"');
        needsComma = true;
        return this;
    }

    /** A value as it stands in the text it was read from. */
    public JsonWriter copy(Json value) {
        comma();
        value.copyTo(this);
        needsComma = true;
        return this;
    }

    /** A field as it stands in the text it was read from, but for blanks around the colon. */
    public JsonWriter copy(Json name, Json value) {
        if (!name.isJoined(value)) {
            return copy(name).colon().copy(value);
        }
        comma();
        name.copyTo(this, value);
        needsComma = true;
        return this;
    }

    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    void write(byte[] in, int start, int length) {
        room(length);
        System.arraycopy(in, start, bytes, size, length);
        size += length;
    }

    private void write(byte[] in) {
        write(in, 0, in.length);
    }

    private void write(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private void comma() {
        if (needsComma) {
            write(',');
        }
    }

    private void plain(String text, int from, int to) {
        if (from < to) {
            write(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void escaped(char c) {
        write('\\');
        switch (c) {
            case '"', '\\' -> write(c);
            case '\n' -> write('n');
            case '\r' -> write('r');
            case '\t' -> write('t');
            default -> write(("u00" + HEX.charAt(c >> 4) + HEX.charAt(c & 0xf)).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
