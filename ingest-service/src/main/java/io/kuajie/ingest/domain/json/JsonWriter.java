package io.kuajie.ingest.domain.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes JSON, most of it copied from a text that was read. */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    private boolean needsComma;

    public JsonWriter begin(char bracket) {
        comma();
        out.write(bracket);
        needsComma = false;
        return this;
    }

    public JsonWriter end(char bracket) {
        out.write(bracket);
        needsComma = true;
        return this;
    }

    /** Between a field's name and its value. */
    public JsonWriter colon() {
        out.write(':');
        needsComma = false;
        return this;
    }

    public JsonWriter string(String text) {
        comma();
        out.write('"');
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
        out.write('"');
        needsComma = true;
        return this;
    }

    /** A value as it stands in the text it was read from. */
    public JsonWriter copy(Json value) {
        comma();
        value.copyTo(out);
        needsComma = true;
        return this;
    }

    public int size() {
        return out.size();
    }

    @Override
    public String toString() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void comma() {
        if (needsComma) {
            out.write(',');
        }
    }

    private void plain(String text, int from, int to) {
        if (from < to) {
            out.writeBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void escaped(char c) {
        out.write('\\');
        switch (c) {
            case '"', '\\' -> out.write(c);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default ->
                out.writeBytes(("u00" + HEX.charAt(c >> 4) + HEX.charAt(c & 0xf)).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
