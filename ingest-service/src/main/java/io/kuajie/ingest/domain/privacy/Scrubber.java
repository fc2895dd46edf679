package io.kuajie.ingest.domain.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of JSON and text what may identify somebody: properties with telling names, the sender's own ids wherever they are
 * repeated, and e-mail addresses, telephone and identity-card numbers and IP addresses inside text. Addresses of pages lose their
 * query. It is a sieve for careless senders, not a proof; identifiers belong into userId and anonymousId, which are pseudonymised.
 */
public final class Scrubber {
    /** Stands where something was taken out. */
    public static final String REMOVED = "[removed]";

    private static final int DEEPEST = 8;
    private static final int FEWEST_TELLING_DIGITS = 4;
    /** Shorter ids are looked for as whole texts only: "1" stands inside too many innocent values. */
    private static final int SHORTEST_TELLING_ID = 6;

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"']{1,64}@[^\\s@<>,;:\"']{1,253}");
    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\d)(?:\\d{17}[\\dXx]|(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}"
                    + "|\\+\\d{1,3}[- ]?\\d[\\d -]{6,13}\\d|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(?!\\d)");
    private static final Pattern LONG_NUMBER = Pattern.compile("/[^/]*(?:\\d{4,}|@)[^/]*");

    private Scrubber() {}

    /** A copy without what may identify somebody. @param ids the sender's ids of the person */
    public static JsonNode json(JsonNode value, Set<String> ids) {
        return copy(value, ids, 0);
    }

    /** The text without what may identify somebody. @param ids as above; such a text goes as a whole */
    public static String text(String value, Set<String> ids) {
        if (ids.contains(value.strip())) {
            return REMOVED;
        }
        String clean = value.startsWith("http://") || value.startsWith("https://") ? withoutQuery(value) : value;
        for (String id : ids) {
            clean = id.length() < SHORTEST_TELLING_ID ? clean : clean.replace(id, REMOVED);
        }
        if (clean.indexOf('@') >= 0) {
            clean = MAIL.matcher(clean).replaceAll(REMOVED);
        }
        return digits(clean) >= FEWEST_TELLING_DIGITS ? NUMBER.matcher(clean).replaceAll(REMOVED) : clean;
    }

    /** A page's path with the parts that look like numbers or addresses taken out. */
    public static String path(String path) {
        return LONG_NUMBER.matcher(withoutQuery(path)).replaceAll("/*");
    }

    private static JsonNode copy(JsonNode value, Set<String> ids, int depth) {
        if (depth > DEEPEST) {
            return TextNode.valueOf(REMOVED);
        }
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(property -> {
                if (!IdentifyingNames.contains(property.getKey())) {
                    copy.set(property.getKey(), copy(property.getValue(), ids, depth + 1));
                }
            });
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(copy(element, ids, depth + 1)));
            return copy;
        }
        return value.isTextual() || value.isNumber() ? scalar(value, ids) : value;
    }

    private static JsonNode scalar(JsonNode value, Set<String> ids) {
        String text = value.asText();
        if (value.isNumber() && text.length() < SHORTEST_TELLING_ID) {
            return value;
        }
        String clean = text(text, ids);
        return clean.equals(text) ? value : TextNode.valueOf(clean);
    }

    private static String withoutQuery(String address) {
        int end = address.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = address.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return address.substring(0, end);
    }

    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }
}
