package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;

/** A field's name, ready to be looked for: its bytes and their hash. */
public final class Name {
    private static final int FACTOR = 31;

    private final String text;
    private final byte[] bytes;
    private final int hash;

    private static final int MOST_NUMBERED = 128;
    private static final int SLOTS = 4 * MOST_NUMBERED;

    /** Replaced as a whole, so that readers need no lock. */
    private static volatile Numbered latest = new Numbered(new Name[SLOTS], 0);

    private int number = -1;

    /**
     * The names that have a number, by hash, open addressing.
     *
     * @param count how many there are; they are numbered from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbered(Name[] table, int count) {
        static Numbered latest() {
            return latest;
        }

        /** The number of the name that stands here; -1 if it has none. */
        int of(byte[] in, int start, int end, int hash) {
            for (int at = slot(hash); table[at] != null; at = (at + 1) % SLOTS) {
                if (table[at].hash == hash && table[at].matches(in, start, end)) {
                    return table[at].number;
                }
            }
            return -1;
        }
    }

    private Name(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.hash = hash(bytes, 0, bytes.length);
    }

    /** The name; of one text the same one ever after, as long as there are not very many. */
    public static synchronized Name of(String text) {
        Name name = new Name(text);
        Name[] copy = latest.table.clone();
        int at = slot(name.hash);
        while (copy[at] != null) {
            if (copy[at].text.equals(text)) {
                return copy[at];
            }
            at = (at + 1) % SLOTS;
        }
        if (latest.count < MOST_NUMBERED) {
            name.number = latest.count;
            copy[at] = name;
            latest = new Numbered(copy, latest.count + 1);
        }
        return name;
    }

    /** A small number of this name; -1 if it has none. */
    int number() {
        return number;
    }

    private static int slot(int hash) {
        return ((hash ^ (hash >>> 15)) & Integer.MAX_VALUE) % SLOTS;
    }

    /** Several at once, in the order they are looked for. */
    public static Name[] all(String... texts) {
        Name[] names = new Name[texts.length];
        for (int i = 0; i < texts.length; i++) {
            names[i] = of(texts[i]);
        }
        return names;
    }

    int hash() {
        return hash;
    }

    boolean matches(byte[] in, int start, int end) {
        return java.util.Arrays.equals(in, start, end, bytes, 0, bytes.length);
    }

    static int hash(byte[] in, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * FACTOR + in[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
