package io.kuajie.ingest.domain.mapping;

import io.kuajie.ingest.domain.privacy.Scrubber;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of an access log: {@code client}, {@code authuser}, {@code time}, {@code method}, {@code path}, {@code status}, {@code
 * bytes}, {@code referer}, {@code agent} and what else the rules name; {@code ?q} is a parameter of the address and {@code cookie.uid}
 * a cookie.
 */
final class LogLine implements Fields {
    static final List<String> COMBINED =
            List.of("client", "-", "authuser", "time", "request", "status", "bytes", "referer", "agent");
    private static final int FEWEST = 7;

    private final Map<String, String> valueByName;
    private final Map<String, String> parameterByName;

    private LogLine(Map<String, String> valueByName, Map<String, String> parameterByName) {
        this.valueByName = valueByName;
        this.parameterByName = parameterByName;
    }

    /** Reads a line. @param names what stands in it, in order; empty if it has another form, or the request is none of HTTP */
    static Optional<LogLine> parse(String line, List<String> names) {
        List<String> tokens = tokens(line);
        int fewest = names.equals(COMBINED) ? FEWEST : names.size();
        if (tokens.size() < fewest || tokens.size() > names.size()) {
            return Optional.empty();
        }
        Map<String, String> valueByName = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).equals("-")) {
                valueByName.put(names.get(i), tokens.get(i));
            }
        }
        String[] request = valueByName.getOrDefault("request", "").split(" ", -1);
        if (request.length != 3 || !request[2].startsWith("HTTP/") || valueByName.get("time") == null) {
            return Optional.empty();
        }
        int query = request[1].indexOf('?');
        valueByName.put("method", request[0]);
        valueByName.put("path", decoded(query < 0 ? request[1] : request[1].substring(0, query), false));
        return Optional.of(
                new LogLine(valueByName, query < 0 ? Map.of() : parameters(request[1].substring(query + 1))));
    }

    @Override
    public @Nullable String value(String name) {
        if (name.startsWith("?")) {
            return Fields.orNull(parameterByName.get(name.substring(1)));
        }
        return name.startsWith("cookie.")
                ? cookie(name.substring("cookie.".length()))
                : Fields.orNull(valueByName.get(name));
    }

    /** The path of the address, decoded. */
    String path() {
        return valueByName.getOrDefault("path", "");
    }

    @Override
    public boolean isRequired(String name) {
        return valueByName.containsKey(name);
    }

    @Override
    public List<Fields> parts(Each each, Set<String> used) {
        return List.of();
    }

    /** Nothing but what was asked for, and how it ended. */
    @Override
    public String scrubbed(Set<String> ids, String pseudonym) {
        return "%s %s %s"
                .formatted(
                        Scrubber.text(valueByName.getOrDefault("method", ""), ids),
                        Scrubber.text(Scrubber.path(path()), ids),
                        valueByName.getOrDefault("status", "-"));
    }

    private @Nullable String cookie(String name) {
        for (String cookie : valueByName.getOrDefault("cookie", "").split(";", -1)) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                return Fields.orNull(cookie.substring(equals + 1));
            }
        }
        return null;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> valueByName = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                valueByName.putIfAbsent(
                        decoded(pair.substring(0, equals), true), decoded(pair.substring(equals + 1), true));
            }
        }
        return valueByName;
    }

    private static String decoded(String text, boolean isForm) {
        try {
            return URLDecoder.decode(isForm ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Parted by blanks, but for what stands in quotes or brackets; empty if either is left open. */
    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ') {
                at++;
                continue;
            }
            int end = c == '"' ? closingQuote(line, at + 1) : line.indexOf(c == '[' ? ']' : ' ', at);
            if (end < 0 && (c == '"' || c == '[')) {
                return List.of();
            }
            boolean isWrapped = c == '"' || c == '[';
            int until = end < 0 ? line.length() : end;
            tokens.add(line.substring(isWrapped ? at + 1 : at, until));
            at = until + 1;
        }
        return tokens;
    }

    private static int closingQuote(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }
}
