package io.kuajie.ingest.topology;

import org.jspecify.annotations.Nullable;

/**
 * Encoded forms of texts that are written again and again as the same objects, such as actions and names of events. Each has one place,
 * by its hash, and takes it when it comes twice in a row there. For one thread.
 */
final class KnownTexts {
    private static final int PLACES = 1 << 8;
    private static final int LONGEST = 128;

    private final @Nullable Known[] places = new @Nullable Known[PLACES];
    private final int[] lately = new int[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Known(String text, byte[] encoded) {}

    /** The encoded form of this very object; null where it is not known. */
    @SuppressWarnings("ReferenceEquality") // texts that are equal and other objects are not worth the comparison
    byte @Nullable [] of(String text) {
        Known known = places[place(text)];
        return known != null && known.text == text ? known.encoded : null;
    }

    /** Whether to keep the encoded form of a text that was not known. */
    boolean isWorthKeeping(String text) {
        int place = place(text);
        int hash = text.hashCode();
        boolean isAgain = lately[place] == hash && text.length() <= LONGEST;
        lately[place] = hash;
        return isAgain;
    }

    void keep(String text, byte[] encoded) {
        places[place(text)] = new Known(text, encoded);
    }

    private static int place(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16) & (PLACES - 1);
    }
}
