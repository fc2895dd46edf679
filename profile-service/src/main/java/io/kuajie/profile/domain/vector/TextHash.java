package io.kuajie.profile.domain.vector;

import java.nio.charset.StandardCharsets;

/** A 64-bit hash of text: FNV-1a over UTF-8, finished as SplitMix64 so that all bits depend on all bytes. */
public final class TextHash {
    private TextHash() {}

    public static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
