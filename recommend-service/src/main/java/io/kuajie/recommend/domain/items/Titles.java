package io.kuajie.recommend.domain.items;

import java.util.Locale;
import java.util.Map;

/** Picks a text by locale: the very locale, else one of the same language, else the main text. */
public final class Titles {
    private Titles() {}

    public static String in(String locale, Map<String, String> textByLocale, String main) {
        String exact = textByLocale.get(locale);
        if (exact != null) {
            return exact;
        }
        int length = languageLength(locale);
        for (Map.Entry<String, String> entry : textByLocale.entrySet()) {
            String other = entry.getKey();
            if (languageLength(other) == length && other.regionMatches(true, 0, locale, 0, length)) {
                return entry.getValue();
            }
        }
        return main;
    }

    /** The language of a locale such as {@code zh-CN}. */
    public static String language(String locale) {
        return locale.substring(0, languageLength(locale)).toLowerCase(Locale.ROOT);
    }

    private static int languageLength(String locale) {
        int end = 0;
        while (end < locale.length() && Character.isLetter(locale.charAt(end))) {
            end++;
        }
        return end;
    }
}
