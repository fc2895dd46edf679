package io.kuajie.ingest.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in a JSON text, or the absence of one. It is a pair of references: nothing is copied before somebody asks for a text.
 *
 * <p>For one thread. As lenient as senders are: a number is text too, blank text is none. Of fields of one name the last holds.
 */
public final class Json {
    /** What a field holds that isn't there. */
    public static final Json MISSING = new Json(new Tape(new byte[0], new int[0], 0, JsonMemory.once()), -1);

    /** Longer numbers are text to nobody: the work to read one grows with the square of its length. */
    private static final int LONGEST_NUMBER = 64;

    private final Tape tape;
    private int at;

    private Json(Tape tape, int at) {
        this.tape = tape;
        this.at = at;
    }

    /** What a text is. */
    public sealed interface Read {
        /** Well-formed as a whole. */
        record Value(Json root) implements Read {}

        /** Not JSON. @param position the byte where it stops being JSON */
        record Malformed(int position) implements Read {}
    }

    /** Reads bytes that are one JSON value; they must not change afterwards. */
    public static Read read(byte[] bytes) {
        return read(bytes, JsonMemory.once());
    }

    /** The same, where the values that were read into this memory before are no longer used. */
    public static Read read(byte[] bytes, JsonMemory memory) {
        return read(bytes, bytes.length, memory);
    }

    /** The same of the first so many of these bytes, which must not change before the last value is used. */
    public static Read read(byte[] bytes, int length, JsonMemory memory) {
        JsonScanner scanner = new JsonScanner(bytes, length, memory);
        return scanner.scan() ? new Read.Value(new Json(scanner.tape(), 0)) : new Read.Malformed(scanner.position());
    }

    public boolean isMissing() {
        return at < 0;
    }

    public boolean isObject() {
        return is(Tape.OBJECT);
    }

    public boolean isArray() {
        return is(Tape.ARRAY);
    }

    public boolean isString() {
        return is(Tape.STRING);
    }

    public boolean isNumber() {
        return is(Tape.NUMBER);
    }

    /** Whether something is there that is not null. */
    public boolean isPresent() {
        return at >= 0 && !is(Tape.NULL);
    }

    /** Whether something in it is no JSON, such as a string that is no UTF-8. */
    public boolean isBroken() {
        return at >= 0 && tape.isBroken(at);
    }

    /** Bytes from its first to its last. */
    public int sizeBytes() {
        int quotes = is(Tape.STRING) ? 2 : 0;
        return at < 0 ? 0 : tape.end(at) - tape.start(at) + quotes;
    }

    /** The field's value; missing where this is no object or has no such field. */
    public Json get(Name name) {
        int found = find(name);
        return found < 0 ? MISSING : new Json(tape, found);
    }

    private int find(Name name) {
        return isObject() ? Fields.find(tape, at, name) : Fields.NONE;
    }

    /** The field's text. */
    public @Nullable String text(Name name) {
        int found = find(name);
        return found < 0 ? null : text(found);
    }

    /** The field's text, of which none is expected to come again, such as an id or a time. */
    public @Nullable String ownText(Name name) {
        int found = find(name);
        return found < 0 ? null : ownText(found);
    }

    /** As {@link #text()}, where the same text is not expected to come again. */
    public @Nullable String ownText() {
        return at < 0 ? null : ownText(at);
    }

    private @Nullable String ownText(int entry) {
        if (!isSurelyText(entry) || tape.has(entry, Tape.WIDE)) {
            return text(entry);
        }
        return ascii(entry);
    }

    private String ascii(int entry) {
        int start = tape.start(entry);
        return new String(tape.bytes, start, tape.end(entry) - start, StandardCharsets.ISO_8859_1);
    }

    /** As {@link #ownText(Name)}, of the first of these fields that has one. */
    public @Nullable String ownText(Names names) {
        return firstText(names).ownText();
    }

    /** The text of the first of these fields that has one. */
    public @Nullable String text(Names names) {
        return firstText(names).text();
    }

    /** The first of these fields that has a text; missing if none has. */
    public Json firstText(Names names) {
        if (!isObject() || !names.mayBeIn(tape, at)) {
            return MISSING;
        }
        for (int i = 0; i < names.count(); i++) {
            int found = Fields.find(tape, at, names.get(i));
            if (found >= 0 && hasText(found)) {
                return new Json(tape, found);
            }
        }
        return MISSING;
    }

    /** The field's value; missing where it has no text. */
    public Json withText(Name name) {
        int found = find(name);
        return found >= 0 && hasText(found) ? new Json(tape, found) : MISSING;
    }

    private boolean hasText(int entry) {
        return isSurelyText(entry) || text(entry) != null;
    }

    private boolean isSurelyText(int entry) {
        return switch (tape.kind(entry)) {
            case Tape.NUMBER -> tape.end(entry) - tape.start(entry) <= LONGEST_NUMBER;
            case Tape.STRING -> isStripped(entry);
            default -> false;
        };
    }

    /** A string that is not blank, stripped, or a number as written; else null. */
    public @Nullable String text() {
        return at < 0 ? null : text(at);
    }

    private @Nullable String text(int entry) {
        return switch (tape.kind(entry)) {
            case Tape.NUMBER -> tape.end(entry) - tape.start(entry) <= LONGEST_NUMBER ? ascii(entry) : null;
            case Tape.STRING -> stripped(entry);
            default -> null;
        };
    }

    private @Nullable String stripped(int entry) {
        if (isStripped(entry)) {
            return string(entry);
        }
        String text = string(entry).strip();
        return text.isEmpty() ? null : text;
    }

    /** Whether its bytes begin and end with what is seen, and stand for themselves. */
    private boolean isStripped(int entry) {
        int start = tape.start(entry);
        int end = tape.end(entry);
        return start < end
                && isVisible(tape.bytes[start])
                && isVisible(tape.bytes[end - 1])
                && !tape.has(entry, Tape.ESCAPED);
    }

    private static boolean isVisible(byte b) {
        return b > ' ';
    }

    /**
     * What a function makes of this value; of an object with the same bytes as the one it was asked about last, what it made then.
     *
     * @param recipe one object for all calls; it looks at nothing else and keeps nothing of the value
     */
    public <T> T made(Function<Json, T> recipe) {
        Makings known = tape.makings;
        return known == null || !isObject() ? recipe.apply(this) : known.of(recipe, this, tape, at);
    }

    /** What a string or number stands for that is one digit; -1 for anything else. */
    public int digit() {
        if (!(is(Tape.STRING) || is(Tape.NUMBER)) || contentSize() != 1) {
            return -1;
        }
        int digit = tape.bytes[tape.start(at)] - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    /** A string's content, or a scalar as written. */
    public String content() {
        return is(Tape.STRING) ? string(at) : toString();
    }

    /** The elements of an array; of anything else none. */
    public Iterable<Json> elements() {
        return () -> new Elements(isArray() ? at + Tape.STRIDE : 0, isArray() ? tape.next(at) : 0);
    }

    /** How many elements an array has, counted no further than this; 0 for anything else. */
    public int count(int most) {
        int count = 0;
        if (isArray()) {
            for (int i = at + Tape.STRIDE; i < tape.next(at) && count <= most; i = tape.next(i)) {
                count++;
            }
        }
        return count;
    }

    /** Hands on the fields of an object, in the order of the text; their names as strings. Both are values that move on: no visitor keeps them. */
    public void fields(FieldVisitor visitor) {
        if (!isObject()) {
            return;
        }
        Json name = new Json(tape, at);
        Json value = new Json(tape, at);
        int end = tape.next(at);
        for (int field = tape.first(at); field < end; field = tape.next(field + Tape.STRIDE)) {
            name.at = field;
            value.at = tape.told(field + Tape.STRIDE);
            visitor.field(name, value);
        }
    }

    /** Takes one field. */
    @FunctionalInterface
    public interface FieldVisitor {
        void field(Json name, Json value);
    }

    /** Whether it is a field's name, and one of these. */
    public boolean isOneOf(NameSet names) {
        return names.contains(tape, at);
    }

    /** Of a field's name, a hash of its bytes. */
    public int nameHash() {
        return tape.hash(at);
    }

    /** A string's content as it stands in the text. */
    public byte[] contentBytes() {
        return Arrays.copyOfRange(tape.bytes, tape.start(at), tape.end(at));
    }

    /** Whether a string's content stands in the text as these bytes. */
    public boolean isContent(byte[] bytes) {
        return Arrays.equals(tape.bytes, tape.start(at), tape.end(at), bytes, 0, bytes.length);
    }

    /** Whether it is a string that stands in the text as these ASCII characters. */
    public boolean isString(String ascii) {
        if (!is(Tape.STRING) || contentSize() != ascii.length()) {
            return false;
        }
        int start = tape.start(at);
        int same = 0;
        while (same < ascii.length() && tape.bytes[start + same] == ascii.charAt(same)) {
            same++;
        }
        return same == ascii.length();
    }

    /** The time that a string in the usual form says, as {@link TimeForm#parse}. */
    public long time() {
        return is(Tape.STRING) ? TimeForm.parse(tape.bytes, tape.start(at), tape.end(at)) : TimeForm.OTHER;
    }

    /** Bytes of its content: quotes don't count. */
    public int contentSize() {
        return tape.end(at) - tape.start(at);
    }

    /** What a look at its bytes tells; of a string, at its content. */
    public Glance glance() {
        return Glance.of(tape.bytes, tape.start(at), tape.end(at));
    }

    /** Whether its content is a UUID. */
    public boolean isUuid() {
        return contentSize() == UuidForm.BYTES && UuidForm.standsAt(tape.bytes, tape.start(at));
    }

    /** Whether it stands in the text as it would be written again: a string without escapes, or a scalar that is none. */
    public boolean isVerbatim() {
        return !is(Tape.STRING) || !(tape.has(at, Tape.ESCAPED) || tape.has(at, Tape.BROKEN));
    }

    /** Whether its text is what stands in the text, byte by byte: nothing is stripped, no escape stands for anything. */
    public boolean isTextVerbatim() {
        return isVerbatim() && (is(Tape.NUMBER) || (is(Tape.STRING) && isStripped(at)));
    }

    /** Copies its bytes, quotes included. */
    void copyTo(JsonWriter out) {
        out.write(tape.bytes, first(), behind() - first());
    }

    /** Whether this is a name and that its value, with nothing between them but the colon. */
    boolean isJoined(Json value) {
        int end = behind();
        return value.first() == end + 1 && tape.bytes[end] == ':';
    }

    /** Copies the bytes from here to the end of another value. */
    void copyTo(JsonWriter out, Json last) {
        out.write(tape.bytes, first(), last.behind() - first());
    }

    private int first() {
        return tape.start(at) - (is(Tape.STRING) ? 1 : 0);
    }

    private int behind() {
        return tape.end(at) + (is(Tape.STRING) ? 1 : 0);
    }

    /** As it stands in the text. */
    @Override
    public String toString() {
        return at < 0 ? "" : is(Tape.STRING) ? '"' + raw(at) + '"' : raw(at);
    }

    private boolean is(int kind) {
        return at >= 0 && tape.kind(at) == kind;
    }

    private String raw(int entry) {
        return new String(tape.bytes, tape.start(entry), tape.end(entry) - tape.start(entry), StandardCharsets.UTF_8);
    }

    private String string(int entry) {
        int start = tape.start(entry);
        int length = tape.end(entry) - start;
        if (tape.has(entry, Tape.ESCAPED)) {
            return Escapes.decode(new String(tape.bytes, start, length, StandardCharsets.UTF_8));
        }
        boolean isWide = tape.has(entry, Tape.WIDE);
        Texts known = tape.texts;
        if (known != null && !isWide) {
            return known.of(tape.bytes, start, start + length);
        }
        return new String(tape.bytes, start, length, isWide ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private final class Elements implements Iterator<Json> {
        private int next;
        private final int end;

        Elements(int first, int end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Json next() {
            if (next >= end) {
                throw new NoSuchElementException();
            }
            Json element = new Json(tape, tape.told(next));
            next = tape.next(next);
            return element;
        }
    }
}
