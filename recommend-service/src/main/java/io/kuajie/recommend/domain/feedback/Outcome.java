package io.kuajie.recommend.domain.feedback;

import io.kuajie.recommend.domain.feedback.Sign.Kind;

/** A list and what is known of it. @param kinds by place, a bit for each {@link Kind} */
public record Outcome(ServedList list, byte[] kinds) {
    public boolean has(Kind kind, int place) {
        return (kinds[place] & bit(kind)) != 0;
    }

    /** Whether it was ordered and kept. */
    public boolean isSold(int place) {
        return has(Kind.ORDERED, place) && !has(Kind.REFUNDED, place);
    }

    /** Whether anything says that it was seen. */
    public boolean isShown() {
        return isShown(kinds);
    }

    static boolean isShown(byte[] kinds) {
        for (byte kind : kinds) {
            if (kind != 0) {
                return true;
            }
        }
        return false;
    }

    static byte bit(Kind kind) {
        return (byte) (1 << kind.ordinal());
    }
}
