package io.kuajie.ingest.domain.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands in a JSON text: four ints a value, in the order of the text.
 *
 * <p>A field is two entries, its name and its value. Ints: kind, flags and of a name its number; first byte; byte behind the last; and
 * behind a name the hash of its bytes, behind a value the index of what follows it, so that a value is skipped in one step. Behind an
 * object's own four stand four more: a bit for each number that a name in it has, because most names that are looked for are not there.
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
    /** An object with the same bytes as one before it, whose entry stands in place of the first byte. */
    static final int SAME = 9;

    static final int KIND = 0xff;
    /** The string holds a backslash. */
    static final int ESCAPED = 0x100;
    /** The string holds bytes above ASCII. */
    static final int WIDE = 0x200;
    /** The string holds bytes that are no UTF-8, a control character or an unknown escape. */
    static final int BROKEN = 0x400;

    static final int STRIDE = 4;

    private static final int NUMBER_SHIFT = 16;
    /** The bit behind those of names: some name comes twice. */
    private static final int TWICE = Name.MOST_NUMBERED;

    final byte[] bytes;
    final @Nullable Texts texts;
    final @Nullable Places places;
    final @Nullable Makings makings;
    /** The text's number, among those that were read into the same memory. */
    final int text;

    private final int numbered;
    private int[] entries;
    private int size;
    private boolean isBroken;

    /** @param entries room to write to; numbered how many names have a number; memory what is known from other texts */
    Tape(byte[] bytes, int[] entries, int numbered, JsonMemory memory) {
        this.bytes = bytes;
        this.numbered = numbered;
        this.entries = entries;
        this.texts = memory.texts();
        this.places = memory.places();
        this.makings = memory.makings();
        this.text = memory.nextText();
    }

    /** The room that is used by now. */
    int[] entries() {
        return entries;
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

    /** @return the index of the object's entry */
    int addObject(int start) {
        int object = add(OBJECT, start, start);
        int bits = add(0, 0, 0);
        entries[bits + 3] = 0;
        return object;
    }

    /** Adds an object with the bytes of one that was closed before. */
    void addSame(int object, int end) {
        add(SAME, object, end);
    }

    /** The entry that tells about the value at this one: itself, or that of an object with the same bytes. */
    int told(int value) {
        return kind(value) == SAME ? entries[value + 1] : value;
    }

    /** Whether all that was added so far can be read as what it should be. */
    boolean isSound() {
        return !isBroken;
    }

    /** The first entry within a container. */
    int first(int container) {
        return container + (kind(container) == OBJECT ? 2 * STRIDE : STRIDE);
    }

    /** Ends a container whose content has been added. */
    void close(int container, int end) {
        entries[container + 2] = end;
        entries[container + 3] = size;
    }

    /** Says which name an entry of this object is. @param number -1 if the name has none */
    void name(int object, int at, int hash, int number) {
        entries[at] |= (number + 1) << NUMBER_SHIFT;
        entries[at + 3] = hash;
        if (number >= 0) {
            int bit = hasName(object, number) ? TWICE : number;
            entries[object + STRIDE + bit / Integer.SIZE] |= 1 << bit;
        }
    }

    /** Whether two fields of this object have one name with a number. */
    boolean hasNameTwice(int object) {
        return hasName(object, TWICE);
    }

    /** Writes where the values of an object's fields stand, by the numbers of their names; of two with one name, the last. */
    void tellFields(int object, int[] valueByNumber) {
        int end = next(object);
        for (int field = first(object); field < end; field = next(field + STRIDE)) {
            int number = number(field);
            if (number >= 0) {
                valueByNumber[number] = told(field + STRIDE);
            }
        }
    }

    /** Whether a field of this object has the name with this number. */
    boolean hasName(int object, int number) {
        return (entries[object + STRIDE + number / Integer.SIZE] & 1 << number) != 0;
    }

    /** Whether a field of this object has one of the names whose numbers' bits are set, a word after the other. */
    boolean hasNameAmong(int object, int[] bits) {
        int first = object + STRIDE;
        return ((entries[first] & bits[0])
                        | (entries[first + 1] & bits[1])
                        | (entries[first + 2] & bits[2])
                        | (entries[first + 3] & bits[3]))
                != 0;
    }

    int kind(int at) {
        return entries[at] & KIND;
    }

    boolean has(int at, int flag) {
        return (entries[at] & flag) != 0;
    }

    /** Of a name or a string, all flags together. */
    int flags(int at) {
        return entries[at] & (ESCAPED | WIDE | BROKEN);
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

    /** The name's number; -1 if it has none. */
    int number(int name) {
        return (entries[name] >>> NUMBER_SHIFT) - 1;
    }

    /** Whether the entry is this name, by its bytes. */
    boolean isNamed(int entry, Name name) {
        return hash(entry) == name.hash() && name.matches(bytes, start(entry), end(entry));
    }

    /** How many names had a number when the text was read. */
    int numbered() {
        return numbered;
    }

    /** Whether the numbers on the tape tell this name from all others: it had its number before the text was read. */
    boolean tells(Name name) {
        return name.number() >= 0 && name.number() < numbered;
    }

    /** Whether this value or name, or something in it, can't be read as what it should be. */
    boolean isBroken(int at) {
        if (!isBroken) {
            return false;
        }
        boolean isContainer = kind(at) == OBJECT || kind(at) == ARRAY;
        int end = isContainer ? next(at) : at + 1;
        for (int i = at; i < end; i = first(i)) {
            if (has(i, BROKEN) || kind(i) == NOTHING) {
                return true;
            }
        }
        return false;
    }
}
