package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as currencies, locales and user agents, so that they need not be made anew. Each has one
 * place, by its hash, and takes it when it comes twice in a row there; what comes once drives nothing out. For one thread.
 *
 * <p>What is compared lies side by side in arrays of numbers, because a text that is not known is the usual case where ids are read, and
 * looking at the one in its place would mean waiting for memory.
 */
final class Texts {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 256;
    private static final byte[] NOTHING = {};

    private final int[] hashes = new int[PLACES];
    private final int[] lately = new int[PLACES];
    private final long[] beginnings = new long[PLACES];
    /** Of texts that are longer than their beginning, all bytes. */
    private final byte[][] whole = new byte[PLACES][];

    private final @Nullable String[] texts = new @Nullable String[PLACES];

    Texts() {
        Arrays.fill(whole, NOTHING);
    }

    /** The text of these bytes, each of which is a character. */
    String of(byte[] in, int start, int end) {
        if (end - start > LONGEST) {
            return made(in, start, end);
        }
        int hash = Name.hash(in, start, end);
        int place = (hash ^ hash >>> Short.SIZE) & (PLACES - 1);
        long beginning = Words.part(in, start, Math.min(end, start + Long.BYTES));
        if (hashes[place] == hash && beginnings[place] == beginning) {
            String known = texts[place];
            if (known != null && known.length() == end - start && endsAlike(whole[place], in, start, end)) {
                return known;
            }
        }
        String text = made(in, start, end);
        if (lately[place] == hash) {
            hashes[place] = hash;
            beginnings[place] = beginning;
            whole[place] = end - start > Long.BYTES ? Arrays.copyOfRange(in, start, end) : NOTHING;
            texts[place] = text;
        }
        lately[place] = hash;
        return text;
    }

    /** Whether a text with the same length and beginning is the same to its end. */
    private static boolean endsAlike(byte[] whole, byte[] in, int start, int end) {
        return end - start <= Long.BYTES || Words.same(in, start, whole);
    }

    private static String made(byte[] in, int start, int end) {
        return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
