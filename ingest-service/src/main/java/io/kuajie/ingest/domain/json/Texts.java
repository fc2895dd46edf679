package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as currencies, locales and user agents, so that they need not be made anew. Each has one
 * place, by its hash, and takes it when it comes twice in a row there; what comes once drives nothing out. For one thread.
 */
final class Texts {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 256;

    private final @Nullable Text[] places = new @Nullable Text[PLACES];
    private final int[] lately = new int[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(byte[] bytes, long beginning, String text) {
        boolean standsAt(byte[] in, int start, int end) {
            int length = end - start;
            if (length != bytes.length || Words.part(in, start, Math.min(end, start + Long.BYTES)) != beginning) {
                return false;
            }
            return length <= Long.BYTES || Words.same(in, start, bytes);
        }
    }

    /** The text of these bytes, each of which is a character. */
    String of(byte[] in, int start, int end) {
        if (end - start > LONGEST) {
            return made(in, start, end);
        }
        int hash = Name.hash(in, start, end);
        int place = (hash ^ hash >>> Short.SIZE) & (PLACES - 1);
        Text known = places[place];
        if (known != null && known.standsAt(in, start, end)) {
            return known.text;
        }
        String text = made(in, start, end);
        if (lately[place] == hash) {
            long beginning = Words.part(in, start, Math.min(end, start + Long.BYTES));
            places[place] = new Text(Arrays.copyOfRange(in, start, end), beginning, text);
        }
        lately[place] = hash;
        return text;
    }

    private static String made(byte[] in, int start, int end) {
        return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
