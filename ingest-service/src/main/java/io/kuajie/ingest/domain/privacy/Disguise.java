package io.kuajie.ingest.domain.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Shows what text stands for where characters are written as percent escapes, or as full-width or other compatible forms. */
final class Disguise {
    private static final char FIRST_FULL_WIDTH = '\uff01';
    private static final char LAST_FULL_WIDTH = '\uff5e';

    private Disguise() {}

    /** The text with escapes decoded and characters in their plain form; the text itself where there are none. */
    static String lifted(String text) {
        boolean hasEscape = false;
        boolean hasForm = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hasEscape |= c == '%';
            hasForm |= isFullWidth(c);
        }
        String decoded = hasEscape ? decoded(text) : text;
        return hasForm || hasEscape ? Normalizer.normalize(decoded, Normalizer.Form.NFKC) : decoded;
    }

    /** Whether the character is the wide form of an ASCII one. */
    static boolean isFullWidth(char c) {
        return c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH;
    }

    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
