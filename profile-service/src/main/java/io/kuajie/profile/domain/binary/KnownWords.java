package io.kuajie.profile.domain.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Words that were read before, by their bytes: industries, categories and partners are the same few for everybody, and a word that is
 * the same object each time is neither decoded nor hashed nor compared letter by letter again. A table without locks: whoever comes
 * later takes the place, and whoever sees an old entry sees a whole one.
 */
public final class KnownWords {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 64;
    private static final Entry[] ENTRIES = new Entry[PLACES];

    private record Entry(byte[] utf8, String word) {}

    private KnownWords() {}

    /** The word that these bytes are. */
    public static String of(byte[] bytes, int from, int size) {
        if (size > LONGEST) {
            return new String(bytes, from, size, StandardCharsets.UTF_8);
        }
        int hash = size;
        for (int i = from; i < from + size; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        Entry known = ENTRIES[place];
        if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, from + size)) {
            return known.word;
        }
        String word = new String(bytes, from, size, StandardCharsets.UTF_8);
        ENTRIES[place] = new Entry(Arrays.copyOfRange(bytes, from, from + size), word);
        return word;
    }
}
