package io.kuajie.kernel;

/** How foreign text is shown in messages: short, on one line. */
final class Text {
    private static final int SHOWN_CHARACTERS = 64;

    private Text() {}

    /** Whether a control character is in it. A plain loop, because keys are checked on every event. */
    static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a short name: 2 to 32 lower-case letters, digits or hyphens, the first of which is no hyphen. */
    static boolean isShortName(String value) {
        if (value.length() < 2 || value.length() > 32 || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    static String shown(String value) {
        String line = value.codePoints()
                .limit(SHOWN_CHARACTERS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < value.length() ? line + "…" : line;
    }
}
