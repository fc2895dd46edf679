package io.kuajie.ingest.domain.mapping;

import com.google.re2j.Pattern;

/**
 * Patterns as people write them. They are matched by RE2, in time linear in the text, so that no pattern of a partner's can hold up
 * an import.
 */
final class Globs {
    private Globs() {}

    /**
     * In a text {@code *} is anything. In a path {@code *} is anything but a slash, {@code **} anything, and {@code {name}} a part of
     * at least one character without a slash, kept under that name.
     *
     * @throws IllegalArgumentException if a brace has no partner, or a name is no name
     */
    static Pattern pattern(String glob, boolean isPath) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (c == '*') {
                boolean isDouble = at + 1 < glob.length() && glob.charAt(at + 1) == '*';
                regex.append(isPath && !isDouble ? "[^/]*" : ".*");
                at += isDouble ? 2 : 1;
            } else if (isPath && c == '{') {
                int close = glob.indexOf('}', at);
                String name = close < 0 ? "" : glob.substring(at + 1, close);
                if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
                    throw new IllegalArgumentException(
                            "must name its parts as {item}: letters, digits and underscores");
                }
                regex.append("(?P<").append(name).append(">[^/]+)");
                at = close + 1;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
                at++;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
