package io.kuajie.kernel;

/** How foreign text is shown in messages: short, on one line. */
final class Text {
    private static final int SHOWN_CHARACTERS = 64;

    private Text() {}

    static String shown(String value) {
        String line = value.codePoints()
                .limit(SHOWN_CHARACTERS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < value.length() ? line + "…" : line;
    }
}
