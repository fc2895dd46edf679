package io.kuajie.ingest.domain.json;

/** Tells numbers and literals by their form. */
final class Scalars {
    private Scalars() {}

    /** The kind of these bytes; {@link Tape#NOTHING} if they are no scalar. */
    static int kind(byte[] in, int start, int end) {
        if (start == end) {
            return Tape.NOTHING;
        }
        return switch (in[start]) {
            case 't' -> is(in, start, end, "true") ? Tape.TRUE : Tape.NOTHING;
            case 'f' -> is(in, start, end, "false") ? Tape.FALSE : Tape.NOTHING;
            case 'n' -> is(in, start, end, "null") ? Tape.NULL : Tape.NOTHING;
            default -> isNumber(in, start, end) ? Tape.NUMBER : Tape.NOTHING;
        };
    }

    private static boolean is(byte[] in, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(byte[] in, int start, int end) {
        int at = start < end && in[start] == '-' ? start + 1 : start;
        int whole = digits(in, at, end);
        if (whole == at || (in[at] == '0' && whole > at + 1)) {
            return false;
        }
        at = whole;
        if (at < end && in[at] == '.') {
            int fraction = digits(in, at + 1, end);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            int sign = at + 1 < end && (in[at + 1] == '+' || in[at + 1] == '-') ? at + 2 : at + 1;
            int exponent = digits(in, sign, end);
            if (exponent == sign) {
                return false;
            }
            at = exponent;
        }
        return at == end;
    }

    private static int digits(byte[] in, int from, int end) {
        int at = from;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at;
    }
}
