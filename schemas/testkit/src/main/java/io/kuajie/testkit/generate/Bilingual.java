package io.kuajie.testkit.generate;

/** A phrase in both languages. */
public record Bilingual(String chinese, String english) {
    /** Reads {@code chinese|english}. */
    static Bilingual parse(String pair) {
        int bar = pair.indexOf('|');
        return new Bilingual(pair.substring(0, bar), pair.substring(bar + 1));
    }
}
