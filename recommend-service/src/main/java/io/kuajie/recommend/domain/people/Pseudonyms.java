package io.kuajie.recommend.domain.people;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes behind a pseudonym as the platform makes them: 22 characters of URL-safe Base64 for 128 bits. */
final class Pseudonyms {
    static final int BYTES = 16;

    private static final int CHARACTERS = 22;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    /** By character; -1 for what is no digit. */
    private static final byte[] VALUES = values();

    private Pseudonyms() {}

    /** Null for a pseudonym of another form, which has to be kept as it is. */
    static byte @Nullable [] bytes(String pseudonym) {
        if (pseudonym.length() != CHARACTERS) {
            return null;
        }
        byte[] bytes = new byte[BYTES];
        int bits = 0;
        int held = 0;
        int size = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            char digit = pseudonym.charAt(i);
            if (digit >= VALUES.length || VALUES[digit] < 0) {
                return null;
            }
            bits = bits << 6 | VALUES[digit];
            held += 6;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes[size++] = (byte) (bits >> held);
                bits &= (1 << held) - 1;
            }
        }
        // The last digit has four bits to spare; only zeros there come out again as they were.
        return bits == 0 ? bytes : null;
    }

    /** The JDK's encoder takes several times as long for so few bytes. */
    static String text(byte[] bytes) {
        byte[] text = new byte[CHARACTERS];
        int bits = 0;
        int held = 0;
        int size = 0;
        for (byte next : bytes) {
            bits = bits << Byte.SIZE | next & 0xFF;
            held += Byte.SIZE;
            while (held >= 6) {
                held -= 6;
                text[size++] = DIGITS[bits >> held & 63];
            }
        }
        text[size] = DIGITS[bits << 6 - held & 63];
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < DIGITS.length; value++) {
            values[DIGITS[value]] = (byte) value;
        }
        return values;
    }
}
