package io.kuajie.ingest.domain.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A name of a field and what was read behind it before. Senders write their fields in one order, so the next name is nearly always
 * the one that came last time: it is compared where it should stand, instead of being searched for its end, hashed and looked up.
 *
 * <p>Shapes form a tree, as hidden classes of object-oriented languages do (Chambers, Ungar and Lee, An efficient implementation of
 * SELF, OOPSLA 1989): behind a name stands the next one of the same object, and within it the first one of the object that it holds.
 */
final class Shape {
    /** Nothing is known of what follows, and nothing is learnt. */
    static final Shape UNKNOWN = new Shape(new byte[0], 0, 0, -1, 0);

    private static final int MOST_ALTERNATIVES = 8;

    private final byte[] name;
    private final int length;
    /** The first eight bytes and the last; of a shorter name, all of them. */
    private final long beginning;

    private final long ending;
    private final int hash;
    private final int number;
    private final int flags;
    private @Nullable Shape next;
    private @Nullable Shape alternative;
    private @Nullable Shape inner;
    /** The text in which an object was the value last, where it stands there, and its entry. */
    private int text = -1;

    private int objectStart;
    private int objectEnd;
    private int object;

    private Shape(byte[] in, int start, int end, int number, int flags) {
        this.name = Arrays.copyOfRange(in, start, end);
        this.length = name.length;
        this.beginning = Words.part(name, 0, Math.min(length, Long.BYTES));
        this.ending = Words.part(name, Math.max(0, length - Long.BYTES), length);
        this.hash = Name.hash(name, 0, length);
        this.number = number;
        this.flags = flags;
    }

    /** Of no name yet. */
    static Shape start() {
        return new Shape(new byte[0], 0, 0, -1, 0);
    }

    int length() {
        return length;
    }

    int hash() {
        return hash;
    }

    /** The number of the name; -1 if it has none. */
    int number() {
        return number;
    }

    /** Flags of the name's entry on the tape. */
    int flags() {
        return flags;
    }

    /** The name known to follow this one that stands here, with a quote behind it; null if none of them does. @param last where the text ends */
    @Nullable
    Shape following(byte[] in, int start, int last) {
        Shape shape = next;
        while (shape != null && !shape.standsAt(in, start, last)) {
            shape = shape.alternative;
        }
        return shape;
    }

    private boolean standsAt(byte[] in, int start, int last) {
        int end = start + length;
        if (end >= last || in[end] != '"') {
            return false;
        }
        if (length < Long.BYTES) {
            return Words.part(in, start, end) == beginning;
        }
        boolean isLikely = Words.at(in, start) == beginning && Words.at(in, end - Long.BYTES) == ending;
        return isLikely && (length <= 2 * Long.BYTES || Words.same(in, start, name));
    }

    /** Learns that a name follows. @return its shape; {@link #UNKNOWN} where too many others follow, too */
    Shape learn(byte[] in, int start, int end, int number, int flags) {
        int known = 0;
        for (Shape shape = next; shape != null; shape = shape.alternative) {
            known++;
        }
        if (this == UNKNOWN || known == MOST_ALTERNATIVES) {
            return UNKNOWN;
        }
        Shape learnt = new Shape(in, start, end, number, flags);
        learnt.alternative = next;
        next = learnt;
        return learnt;
    }

    /** Notes an object that is the value behind this name. */
    void hold(Tape tape, int entry) {
        if (this != UNKNOWN) {
            text = tape.text;
            objectStart = tape.start(entry);
            objectEnd = tape.end(entry);
            object = entry;
        }
    }

    /** Bytes of the object here that is the same as the last one behind this name; 0 if it is another, or in another text. @param last where the text ends */
    int sameObject(int number, byte[] in, int start, int last) {
        int length = objectEnd - objectStart;
        return text == number
                        && start + length <= last
                        && Arrays.equals(in, objectStart, objectEnd, in, start, start + length)
                ? length
                : 0;
    }

    /** The entry of the last object behind this name. */
    int object() {
        return object;
    }

    /** Where the names of an object start that is the value behind this name. */
    Shape inner() {
        if (this == UNKNOWN) {
            return UNKNOWN;
        }
        Shape known = inner;
        if (known == null) {
            known = start();
            inner = known;
        }
        return known;
    }
}
