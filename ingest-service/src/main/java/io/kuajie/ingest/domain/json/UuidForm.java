package io.kuajie.ingest.domain.json;

/** Tells UUIDs (RFC 9562, section 4) by their form, eight bytes at a time. */
final class UuidForm {
    static final int BYTES = 36;
    /** By the word's place in the text, where hyphens stand in it. */
    private static final long NO_HYPHEN = 0;

    private static final long FIRST_AND_SIXTH = 0x80L | 0x80L << 40;
    private static final long THIRD_AND_EIGHTH = 0x80L << 16 | 0x80L << 56;
    private static final int LAST_WORD = BYTES - Long.BYTES;

    private UuidForm() {}

    /** Whether the bytes here are one; so many stand behind. */
    static boolean standsAt(byte[] in, int start) {
        return isPart(Words.at(in, start), NO_HYPHEN)
                && isPart(Words.at(in, start + Long.BYTES), FIRST_AND_SIXTH)
                && isPart(Words.at(in, start + 2 * Long.BYTES), THIRD_AND_EIGHTH)
                && isPart(Words.at(in, start + 3 * Long.BYTES), NO_HYPHEN)
                && isPart(Words.at(in, start + LAST_WORD), NO_HYPHEN);
    }

    private static boolean isPart(long word, long hyphens) {
        return Words.marksOf(word, '-') == hyphens && (Words.hexDigits(word) | hyphens) == Words.HIGH;
    }
}
