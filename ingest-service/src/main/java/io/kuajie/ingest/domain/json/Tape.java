package io.kuajie.ingest.domain.json;

import java.util.Arrays;

/**
 * Where everything stands in a JSON text: four ints a value, in the order of the text.
 *
 * <p>A field is two entries, its name and its value. Ints: kind and flags, first byte, byte behind the last, and behind a name the
 * hash of its bytes, behind a value the index of what follows it, so that a value is skipped in one step.
 */
final class Tape {
    static final int OBJECT = 1;
    static final int ARRAY = 2;
    static final int STRING = 3;
    static final int NUMBER = 4;
    static final int TRUE = 5;
    static final int FALSE = 6;
    static final int NULL = 7;
    /** Something where a value was due that is none; what is around it can be read all the same. */
    static final int NOTHING = 8;

    static final int KIND = 0xff;
    /** The string holds a backslash. */
    static final int ESCAPED = 0x100;
    /** The string holds bytes above ASCII. */
    static final int WIDE = 0x200;
    /** The string holds bytes that are no UTF-8, a control character or an unknown escape. */
    static final int BROKEN = 0x400;

    static final int STRIDE = 4;

    final byte[] bytes;
    private int[] entries;
    private int size;
    private boolean isBroken;

    Tape(byte[] bytes, int expectedEntries) {
        this.bytes = bytes;
        this.entries = new int[Math.max(16, expectedEntries) * STRIDE];
    }

    /** @return the entry's index */
    int add(int kind, int start, int end) {
        if (size + STRIDE > entries.length) {
            entries = Arrays.copyOf(entries, entries.length * 2);
        }
        int at = size;
        entries[at] = kind;
        entries[at + 1] = start;
        entries[at + 2] = end;
        entries[at + 3] = at + STRIDE;
        size += STRIDE;
        isBroken |= (kind & BROKEN) != 0 || (kind & KIND) == NOTHING;
        return at;
    }

    /** Ends a container whose content has been added. */
    void close(int container, int end) {
        entries[container + 2] = end;
        entries[container + 3] = size;
    }

    void nameHash(int at, int hash) {
        entries[at + 3] = hash;
    }

    int kind(int at) {
        return entries[at] & KIND;
    }

    boolean has(int at, int flag) {
        return (entries[at] & flag) != 0;
    }

    int start(int at) {
        return entries[at + 1];
    }

    int end(int at) {
        return entries[at + 2];
    }

    /** Behind this value. */
    int next(int at) {
        return entries[at + 3];
    }

    int hash(int name) {
        return entries[name + 3];
    }

    /** Whether this value, or something in it, can't be read as what it should be. */
    boolean isBroken(int at) {
        if (!isBroken) {
            return false;
        }
        for (int i = at; i < next(at); i += STRIDE) {
            if (has(i, BROKEN) || kind(i) == NOTHING) {
                return true;
            }
        }
        return false;
    }
}
