package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.List;

/** JSON as UTF-8, one piece after the other. For one thread. */
final class JsonBytes {
    /** From where on, and up to where, doubles are written without an exponent, and a million times as much is an int. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e3;
    private static final int MILLION = 1_000_000;
    private static final int MILLION_DIGITS = 6;
    private static final int LONGEST_PLAIN = 16;

    /** Bytes of UTF-8, of what is not half a pair. */
    private static final int MOST_A_CHARACTER = 3;

    private byte[] bytes;
    private int size;

    /** @param usual how many bytes there will be, as a guess */
    JsonBytes(int usual) {
        bytes = new byte[usual];
    }

    /** What was put so far, as far as {@link #size()}; not to be kept. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    JsonBytes clear() {
        size = 0;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** A piece that was made before. */
    JsonBytes piece(byte[] piece) {
        reserve(piece.length);
        System.arraycopy(piece, 0, bytes, size, piece.length);
        size += piece.length;
        return this;
    }

    /** A piece of JSON itself, in ASCII. */
    JsonBytes ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A string, in quotation marks. */
    JsonBytes text(String value) {
        ascii("\"");
        int start = size;
        reserve(MOST_A_CHARACTER * value.length());
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                size = start;
                return piece(JsonStringEncoder.getInstance().quoteAsUTF8(value)).ascii("\"");
            }
            encode(value.charAt(i));
        }
        return ascii("\"");
    }

    /** Whether it stands for itself, in a string too, and is no half of a pair. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    /** In UTF-8 (RFC 3629), of which there must be room for three bytes. */
    private void encode(char c) {
        if (c < 0x80) {
            bytes[size++] = (byte) c;
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | c >> 6);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[size++] = (byte) (0xE0 | c >> 12);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        }
    }

    /** An array of strings. */
    JsonBytes texts(List<String> values) {
        ascii("[");
        for (int i = 0; i < values.size(); i++) {
            ascii(i == 0 ? "" : ",").text(values.get(i));
        }
        return ascii("]");
    }

    JsonBytes number(long value) {
        return ascii(Long.toString(value));
    }

    /** A number as {@link Double#toString} has it, which scores of six digits behind the point at most need not be asked of. */
    JsonBytes number(double value) {
        long millionths = Math.round(value * MILLION);
        boolean isPlain = value >= LEAST_PLAIN && value < MOST_PLAIN && millionths / (double) MILLION == value;
        return isPlain ? plain((int) millionths) : ascii(Double.toString(value));
    }

    private JsonBytes plain(int millionths) {
        reserve(LONGEST_PLAIN);
        int whole = millionths / MILLION;
        digits(whole, whole < 10 ? 1 : whole < 100 ? 2 : 3);
        bytes[size++] = '.';
        digits(millionths % MILLION, MILLION_DIGITS);
        while (bytes[size - 1] == '0' && bytes[size - 2] != '.') {
            size--;
        }
        return this;
    }

    /** The last so many digits, of which there must be room. */
    private void digits(int value, int count) {
        int rest = value;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
