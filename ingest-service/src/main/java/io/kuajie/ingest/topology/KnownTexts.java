package io.kuajie.ingest.topology;

import io.kuajie.serde.AvroBytes;
import java.nio.charset.StandardCharsets;
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

    /** Writes a text, from its encoded form where it is known. */
    @SuppressWarnings("ReferenceEquality") // texts that are equal and other objects are not worth the comparison
    void write(AvroBytes out, String text) {
        int place = place(text);
        Known known = places[place];
        if (known != null && known.text == text) {
            out.octets(known.encoded);
            return;
        }
        int start = out.length();
        out.text(text.getBytes(StandardCharsets.UTF_8));
        if (isWorthKeeping(place, text)) {
            places[place] = new Known(text, out.from(start));
        }
    }

    /** The same of a union of null and string. */
    void writeOrNone(AvroBytes out, @Nullable String text) {
        out.branch(text != null);
        if (text != null) {
            write(out, text);
        }
    }

    private boolean isWorthKeeping(int place, String text) {
        int hash = text.hashCode();
        boolean isAgain = lately[place] == hash && text.length() <= LONGEST;
        lately[place] = hash;
        return isAgain;
    }

    private static int place(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16) & (PLACES - 1);
    }
}
