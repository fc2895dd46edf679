package io.kuajie.ingest.domain.segment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of HTTP headers as the HTTP binding of CloudEvents has it (1.0.2, section 3.1.3.2): perhaps in double quotes, with UTF-8 that
 * is percent-encoded. Escapes that are none, or no text, stand for themselves, as senders that know nothing of this mean them.
 */
final class HeaderText {
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
    private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\(.)");

    private HeaderText() {}

    /** What the value says, stripped; null where that is nothing. */
    static @Nullable String of(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String unquoted = unquoted(value.strip());
        String text = unquoted.indexOf('%') < 0
                ? unquoted
                : ESCAPES.matcher(unquoted).replaceAll(run -> Matcher.quoteReplacement(decoded(run)));
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted
                ? QUOTED_PAIR.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }

    private static String decoded(MatchResult run) {
        byte[] octets = HexFormat.of().parseHex(run.group().replace("%", ""));
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            // No text holds NUL, which databases refuse.
            return text.indexOf(0) < 0 ? text : run.group();
        } catch (CharacterCodingException e) {
            return run.group();
        }
    }
}
