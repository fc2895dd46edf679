package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259) in one pass, eight bytes at a time inside strings. The structure must be right; a scalar that is not, or a
 * string that is no UTF-8, is marked and passed over, so that one bad message does not spoil the batch around it.
 */
final class JsonScanner {
    private static final long QUOTES = Words.ONES * '"';
    private static final long BACKSLASHES = Words.ONES * '\\';
    private static final long BLANKS = Words.ONES * ' ';
    private static final int BYTES_AN_ENTRY = 10;
    private static final int LONGEST_LEARNT = 64;
    /** Contexts lie in a message, that in a batch, and that in the body; deeper, comparing at each level would be dear where all is nested. */
    private static final int DEEPEST_SAME = 6;

    /** By byte, whether it ends a number or a literal. */
    private static final boolean[] DELIMITERS = new boolean[256];

    static {
        for (byte b : ",:]}[{\" \n\r\t".getBytes(StandardCharsets.US_ASCII)) {
            DELIMITERS[b] = true;
        }
    }

    private final byte[] in;
    /** How many of the bytes are the text. */
    private final int length;

    private final JsonMemory memory;
    private final Name.Numbered names = Name.Numbered.latest();
    private final Tape tape;
    private int at;
    private int[] open = new int[16];
    /** Of each container that is open, the name read last. */
    private Shape[] shapes = new Shape[16];

    private int depth;

    /** @param length how many of the bytes are the text */
    JsonScanner(byte[] in, int length, JsonMemory memory) {
        this.in = in;
        this.length = length;
        this.memory = memory;
        int[] entries = memory.entries(length / BYTES_AN_ENTRY);
        this.tape = new Tape(in, entries, names.count(), memory);
    }

    Tape tape() {
        return tape;
    }

    /** Where reading ended. */
    int position() {
        return Math.min(at, length);
    }

    /** Whether the bytes are one value and nothing else; else {@link #position} tells where not. */
    boolean scan() {
        skipBlanks();
        if (at == length || !value()) {
            return false;
        }
        while (depth > 0) {
            if (!content()) {
                return false;
            }
        }
        skipBlanks();
        memory.keep(tape.entries());
        return at == length;
    }

    /** Reads on in the innermost container until it ends or holds another one. */
    private boolean content() {
        int container = open[depth - 1];
        boolean isObject = tape.kind(container) == Tape.OBJECT;
        boolean isFirst = tape.start(container) == at - 1;
        for (int level = depth; depth == level; isFirst = false) {
            skipBlanks();
            if (at == length) {
                return false;
            }
            if (in[at] == (isObject ? '}' : ']')) {
                close(container, isObject);
                return true;
            }
            if (!isFirst && !comma()) {
                return false;
            }
            if ((isObject && !name()) || at >= length || !value()) {
                return false;
            }
        }
        return true;
    }

    private void close(int container, boolean isObject) {
        at++;
        tape.close(container, at);
        depth--;
        if (isObject && depth > 0) {
            shapes[depth - 1].hold(tape, container);
        }
    }

    private boolean comma() {
        if (in[at] != ',') {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    private boolean name() {
        if (at == length || in[at] != '"') {
            return false;
        }
        Shape expected = shapes[depth - 1].following(in, at + 1, length);
        if (expected == null) {
            if (!unexpectedName()) {
                return false;
            }
        } else {
            shapes[depth - 1] = expected;
            int end = at + 1 + expected.length();
            int name = tape.add(Tape.STRING | expected.flags(), at + 1, end);
            tape.name(open[depth - 1], name, expected.hash(), expected.number());
            at = end + 1;
        }
        skipBlanks();
        if (at == length || in[at] != ':') {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    private boolean unexpectedName() {
        int name = string();
        if (name < 0) {
            return false;
        }
        int start = tape.start(name);
        int end = tape.end(name);
        int flags = tape.flags(name);
        int hash = Name.hash(in, start, end);
        int number = names.of(in, start, end, hash);
        tape.name(open[depth - 1], name, hash, number);
        boolean isPlain = (flags & (Tape.ESCAPED | Tape.BROKEN)) == 0 && end - start <= LONGEST_LEARNT;
        Shape last = shapes[depth - 1];
        shapes[depth - 1] = isPlain ? last.learn(in, start, end, number, flags) : Shape.UNKNOWN;
        memory.learnt();
        return true;
    }

    private boolean value() {
        switch (in[at]) {
            case '{' -> object();
            case '[' -> push(Tape.ARRAY);
            case '"' -> {
                return string() >= 0;
            }
            case ',', ':', ']', '}' -> {
                return false;
            }
            default -> scalar();
        }
        return true;
    }

    /** Messages of a batch mostly share their context, so an object is compared with the one that stood here before it is read. */
    private void object() {
        boolean isLikely = depth > 0 && depth <= DEEPEST_SAME && tape.isSound();
        int same = isLikely ? shapes[depth - 1].sameObject(tape.text, in, at, length) : 0;
        if (same > 0) {
            at += same;
            tape.addSame(shapes[depth - 1].object(), at);
        } else {
            push(Tape.OBJECT);
        }
    }

    private void push(int kind) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            shapes = Arrays.copyOf(shapes, depth * 2);
        }
        shapes[depth] = depth == 0 ? memory.shapes(names) : shapes[depth - 1].inner();
        open[depth++] = kind == Tape.OBJECT ? tape.addObject(at) : tape.add(kind, at, at);
        at++;
    }

    /** @return the entry; -1 if it does not end */
    private int string() {
        int start = ++at;
        int flags = 0;
        while (true) {
            at = plainEnd(at);
            if (at >= length) {
                return -1;
            }
            byte b = in[at];
            if (b == '"') {
                return tape.add(Tape.STRING | flags, start, at++);
            }
            if (b == '\\') {
                flags |= Tape.ESCAPED | escape();
            } else if (b < 0) {
                flags |= Tape.WIDE | wide();
            } else {
                flags |= Tape.BROKEN;
                at++;
            }
        }
    }

    /** The first byte from here on that is a quote, a backslash, a control character or above ASCII. */
    private int plainEnd(int from) {
        int i = from;
        while (i + Long.BYTES <= length) {
            long word = Words.at(in, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long special =
                    (((quote - Words.ONES) & ~quote) | ((backslash - Words.ONES) & ~backslash) | (word - BLANKS) | word)
                            & Words.HIGH;
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < length && in[i] >= ' ' && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        return i;
    }

    private int escape() {
        at++;
        if (at >= length) {
            return 0;
        }
        byte kind = in[at++];
        if (kind != 'u') {
            return "\"\\/bfnrt".indexOf(kind) >= 0 ? 0 : Tape.BROKEN;
        }
        for (int i = 0; i < 4; i++, at++) {
            if (at >= length || Character.digit(in[at], 16) < 0) {
                return Tape.BROKEN;
            }
        }
        return 0;
    }

    private int wide() {
        int sequence = Utf8.sequence(in, at, length);
        at += Math.max(1, sequence);
        return sequence == 0 ? Tape.BROKEN : 0;
    }

    private void scalar() {
        int start = at;
        int end = start;
        while (end < length && !DELIMITERS[in[end] & 0xff]) {
            end++;
        }
        at = end;
        tape.add(Scalars.kind(in, start, end), start, end);
    }

    private void skipBlanks() {
        while (at < length && in[at] <= ' ' && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }
}
