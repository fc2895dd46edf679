package io.kuajie.ingest.domain.json;

/** Escapes of JSON strings. What no text can hold (a lone surrogate, NUL) is read as U+FFFD. */
final class Escapes {
    private static final char REPLACEMENT = '\uFFFD';

    private Escapes() {}

    /** The string that its content between the quotes stands for; an escape that is none stands for itself. */
    static String decode(String content) {
        StringBuilder text = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != '\\' || i + 1 == content.length()) {
                text.append(c);
                continue;
            }
            char kind = content.charAt(++i);
            if (kind == 'u' && i + 4 < content.length() && isHex(content, i + 1)) {
                text.append((char) Integer.parseInt(content, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(simple(kind));
            }
        }
        return repaired(text);
    }

    private static boolean isHex(String content, int from) {
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(content.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static char simple(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static String repaired(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                text.setCharAt(i, REPLACEMENT);
            }
        }
        return text.toString();
    }
}
