package io.kuajie.ingest.domain.cleaning;

import java.text.Normalizer;

/** Texts in one form of Unicode, so that what reads the same is the same. Plain ASCII, which most texts are, costs a look. */
public final class PlainText {
    private PlainText() {}

    /** Without blanks around, composed (NFC): for what people wrote, and for ids. */
    public static String composed(String text) {
        return in(Normalizer.Form.NFC, text);
    }

    /** As {@link #composed}, and without compatibility forms such as full-width letters (NFKC): for names and search words. */
    public static String compatible(String text) {
        return in(Normalizer.Form.NFKC, text);
    }

    private static String in(Normalizer.Form form, String text) {
        if (isPlain(text)) {
            return text;
        }
        String normal = Normalizer.isNormalized(text, form) ? text : Normalizer.normalize(text, form);
        String stripped = normal.strip();
        return stripped.isEmpty() ? text : stripped;
    }

    private static boolean isPlain(String text) {
        int length = text.length();
        if (length == 0) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return text.charAt(0) > ' ' && text.charAt(length - 1) > ' ';
    }
}
