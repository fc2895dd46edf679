package io.kuajie.ingest.domain.privacy;

import io.kuajie.ingest.domain.json.Glance;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.JsonWriter;
import io.kuajie.ingest.domain.json.NameSet;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of JSON and text what may identify somebody: properties with telling names, the sender's own ids wherever they are
 * repeated, and e-mail addresses, telephone and identity-card numbers and IP addresses inside text. Addresses of pages lose their
 * query. It is a sieve for careless senders, not a proof; identifiers belong into userId and anonymousId, which are pseudonymised.
 */
public final class Scrubber {
    /** Stands where something was taken out. */
    public static final String REMOVED = "[removed]";

    private static final int FEWEST_TELLING_DIGITS = 7;
    private static final int EMPTY_OBJECT_BYTES = 2;
    /** Shorter ids are looked for as whole texts only: "1" stands inside too many innocent values. */
    static final int SHORTEST_TELLING_ID = 6;

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"']{1,64}@[^\\s@<>,;:\"']{1,253}");
    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\d)(?:\\d{17}[\\dXx]|(?:\\+?86[- ]?)?1[3-9]\\d[-. ]?\\d{4}[-. ]?\\d{4}"
                    + "|\\+\\d{1,3}[- ]?\\d[\\d -]{6,13}\\d|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(?!\\d)"
                    + "|(?<![0-9a-fA-F:])(?:[0-9a-fA-F]{0,4}:){4,7}[0-9a-fA-F]{1,4}(?![0-9a-fA-F:])");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)[3-6]\\d{3}(?:[- ]?\\d){10,15}(?!\\d)");
    private static final String REMOVED_LITERALLY = java.util.regex.Matcher.quoteReplacement(REMOVED);
    private static final int FEWEST_COLONS = 4;
    private static final long DOT = 1L << 16;
    private static final long COLON = 1L << 32;
    private static final long MARK = 1L << 48;
    private static final int SIGN_MASK = 0xffff;
    private static final long[] SIGNS = new long[128];

    static {
        Arrays.fill(SIGNS, '0', '9' + 1, 1);
        SIGNS['.'] = DOT;
        SIGNS[':'] = COLON;
        SIGNS['@'] = MARK;
        SIGNS['%'] = MARK;
    }

    private static final int PLACES = 1 << 8;
    /**
     * Texts that were found innocent, for those that come again and again as the same object, such as names of events and actions. Each
     * has one place, by its hash; what threads see of each other's is a matter of luck.
     */
    private static final @Nullable String[] INNOCENT = new @Nullable String[PLACES];

    /** Where objects are written, for every event has one. */
    private static final ThreadLocal<JsonWriter> ROOM = ThreadLocal.withInitial(JsonWriter::new);

    private static final int UUID_LENGTH = 36;
    private static final Pattern LONG_NUMBER = Pattern.compile("/[^/]*(?:\\d{4,}|@)[^/]*");

    private Scrubber() {}

    /** The value as JSON without what may identify somebody. @param ids the sender's ids of the person */
    public static String json(Json value, Set<String> ids) {
        JsonWriter out = new JsonWriter(value.sizeBytes());
        new ScrubbedCopy(out, ids).value(value, 0);
        return out.toString();
    }

    /** As {@link #json}, of an object without some of its fields; null where nothing is left or it is no object. */
    public static @Nullable String object(Json value, Set<String> ids, NameSet without) {
        if (!value.isObject()) {
            return null;
        }
        JsonWriter out = ROOM.get().again();
        new ScrubbedCopy(out, ids).object(value, 0, without);
        return out.size() <= EMPTY_OBJECT_BYTES ? null : out.toString();
    }

    /** The text without what may identify somebody. @param ids as above; such a text goes as a whole */
    public static String text(String value, Set<String> ids) {
        if ((isUuid(value) || isInnocent(value)) && holdsNoId(value, ids)) {
            return value;
        }
        String clean = plainText(value, ids);
        String shown = Disguise.lifted(clean);
        if (shown.equals(clean)) {
            return clean;
        }
        String cleaner = plainText(shown, ids);
        return cleaner.equals(shown) ? clean : cleaner;
    }

    /** The text that a JSON value holds, if it holds one, without what may identify somebody. @param ids as above */
    public static @Nullable String textOf(Json value, Set<String> ids) {
        String text = value.text();
        return text == null ? null : textOf(value, text, ids);
    }

    /** The same of a value with this text. */
    public static String textOf(Json value, String text, Set<String> ids) {
        boolean isInnocent = value.isTextVerbatim() && (value.isUuid() || isInnocent(value.glance()));
        return isInnocent && holdsNoId(text, ids) ? text : text(text, ids);
    }

    /** Whether it is its own plain form and nothing in it can identify somebody, ids apart: most texts are such. */
    @SuppressWarnings("ReferenceEquality") // a text that is equal and another object is looked at again
    private static boolean isInnocent(String text) {
        int place = text.hashCode() & (PLACES - 1);
        if (INNOCENT[place] == text) {
            return true;
        }
        boolean isInnocent = !isAddress(text) && isInnocent(signs(text));
        if (isInnocent) {
            INNOCENT[place] = text;
        }
        return isInnocent;
    }

    /**
     * How many digits, dots, colons and marks of disguise or mail there are, counted in one pass, each in its part of the number. Texts
     * too long for that count as if they had enough of them.
     */
    private static long signs(String text) {
        if (text.length() > SIGN_MASK) {
            return MARK + FEWEST_TELLING_DIGITS;
        }
        long signs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            signs += c < SIGNS.length ? SIGNS[c] : Disguise.isFullWidth(c) ? MARK : 0;
        }
        return signs;
    }

    private static boolean isInnocent(long signs) {
        return signs < MARK && !mayHoldNumber(signs);
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    /** Ids of events mostly are; to look for telephone numbers in them would cost more than all else of the event's scrubbing. */
    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Whether none of the sender's ids stands in the text; a short one, as the whole of it. */
    static boolean holdsNoId(String text, Set<String> ids) {
        if (ids.isEmpty()) {
            return true;
        }
        for (String id : ids) {
            // Mostly it is too long to stand in the text.
            boolean isFound = id.length() <= text.length()
                    && (id.length() >= SHORTEST_TELLING_ID
                            ? text.contains(id)
                            : text.strip().equals(id));
            if (isFound) {
                return false;
            }
        }
        return true;
    }

    private static String plainText(String value, Set<String> ids) {
        if (ids.contains(value.strip())) {
            return REMOVED;
        }
        String clean = isAddress(value) ? withoutQuery(value) : value;
        for (String id : ids) {
            clean = id.length() < SHORTEST_TELLING_ID ? clean : clean.replace(id, REMOVED);
        }
        if (clean.indexOf('@') >= 0) {
            clean = MAIL.matcher(clean).replaceAll(REMOVED);
        }
        return mayHoldNumber(clean) ? withoutNumbers(clean) : clean;
    }

    private static String withoutNumbers(String text) {
        String clean = NUMBER.matcher(text).replaceAll(REMOVED);
        return CARD.matcher(clean).replaceAll(found -> isCard(found.group()) ? REMOVED_LITERALLY : "$0");
    }

    /** By the check digit that all bank cards have. */
    private static boolean isCard(String text) {
        int sum = 0;
        int place = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int doubled = place++ % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** A page's path with the parts that look like numbers or addresses taken out. */
    public static String path(String path) {
        String plain = withoutQuery(path);
        return holdsDigitOrAt(plain) ? LONG_NUMBER.matcher(plain).replaceAll("/*") : plain;
    }

    private static boolean holdsDigitOrAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == '@') {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHoldNumber(String text) {
        return mayHoldNumber(signs(text));
    }

    /** Telephone numbers have seven digits at least, addresses of machines four and three dots. */
    private static boolean mayHoldNumber(long signs) {
        int digits = (int) signs & SIGN_MASK;
        int dots = (int) (signs / DOT) & SIGN_MASK;
        int colons = (int) (signs / COLON) & SIGN_MASK;
        return digits >= FEWEST_TELLING_DIGITS || (dots >= 3 && digits >= 4) || colons >= FEWEST_COLONS;
    }

    /** Whether a look at the bytes of a string is enough to say that it stands for itself and can identify nobody, ids apart. */
    static boolean isInnocent(Json string) {
        return !string.isBroken() && string.isVerbatim() && isInnocent(string.glance());
    }

    /** Whether a look at the bytes is enough to say that nothing in them can identify somebody, ids apart. */
    static boolean isInnocent(Glance glance) {
        return !glance.hasAt()
                && !glance.isAddress()
                && glance.digits() < FEWEST_TELLING_DIGITS
                && glance.dots() < 3
                && glance.colons() < FEWEST_COLONS;
    }

    private static String withoutQuery(String address) {
        int end = address.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = address.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return address.substring(0, end);
    }
}
