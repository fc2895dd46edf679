package io.kuajie.ingest.domain.json;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field's name, ready to be looked for: its bytes, their hash and, of the first names made, a small number. */
public final class Name {
    /** What fits into 128 bits beside one that says something else. */
    static final int MOST_NUMBERED = 127;

    private static final int SLOTS = 512;
    private static final int LAST_SLOT = SLOTS - 1;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** Replaced as a whole, so that readers need no lock. */
    private static volatile Numbered latest = Numbered.NONE;

    private final String text;
    private final byte[] bytes;
    private final long beginning;
    private final int hash;
    private int number = -1;

    /**
     * The names that have a number, by hash, open addressing; side by side what is compared first.
     *
     * @param count how many there are; they are numbered from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbered(@Nullable Name[] table, int[] hashes, byte[] numbers, int count) {
        static final Numbered NONE = new Numbered(new @Nullable Name[SLOTS], new int[SLOTS], new byte[SLOTS], 0);

        static Numbered latest() {
            return latest;
        }

        /** The number of the name that stands here; -1 if it has none. */
        int of(byte[] in, int start, int end, int hash) {
            for (int at = hash & LAST_SLOT; numbers[at] != 0; at = (at + 1) & LAST_SLOT) {
                if (hashes[at] == hash && requireNonNull(table[at]).matches(in, start, end)) {
                    return numbers[at] - 1;
                }
            }
            return -1;
        }

        private int placeOf(Name name) {
            int at = name.hash & LAST_SLOT;
            while (table[at] != null && !requireNonNull(table[at]).text.equals(name.text)) {
                at = (at + 1) & LAST_SLOT;
            }
            return at;
        }

        private Numbered with(Name name, int at) {
            Numbered more = new Numbered(table.clone(), hashes.clone(), numbers.clone(), count + 1);
            more.table[at] = name;
            more.hashes[at] = name.hash;
            more.numbers[at] = (byte) (name.number + 1);
            return more;
        }
    }

    private Name(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.beginning = Words.part(bytes, 0, Math.min(bytes.length, Long.BYTES));
        this.hash = hash(bytes, 0, bytes.length);
    }

    /** The name; of one text the same one ever after, as long as there are not very many. */
    public static synchronized Name of(String text) {
        Name name = new Name(text);
        int at = latest.placeOf(name);
        Name known = latest.table[at];
        if (known != null) {
            return known;
        }
        if (latest.count < MOST_NUMBERED) {
            name.number = latest.count;
            latest = latest.with(name, at);
        }
        return name;
    }

    /** A small number of this name; -1 if it has none. */
    int number() {
        return number;
    }

    int hash() {
        return hash;
    }

    boolean matches(byte[] in, int start, int end) {
        int length = end - start;
        if (length != bytes.length || Words.part(in, start, Math.min(end, start + Long.BYTES)) != beginning) {
            return false;
        }
        return length <= Long.BYTES || Arrays.equals(in, start + Long.BYTES, end, bytes, Long.BYTES, length);
    }

    /** Eight bytes at a time: multiplied, and the high half folded onto the low. */
    static int hash(byte[] in, int start, int end) {
        long hash = end - start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = folded(hash ^ Words.at(in, at));
        }
        return (int) (at == end ? hash : folded(hash ^ Words.part(in, at, end)));
    }

    private static long folded(long value) {
        long product = value * FACTOR;
        return product ^ (product >>> 32);
    }

    @Override
    public String toString() {
        return text;
    }
}
