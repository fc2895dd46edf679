package io.kuajie.profile.domain.vector;

import java.util.Locale;

/** The manner of dealing with things: looking, wanting, buying, taking part, speaking. */
public enum ActionGroup {
    LOOK,
    WANT,
    BUY,
    TAKE_PART,
    SPEAK,
    OTHER;

    /** The group of an action; custom actions have one of their own. */
    public static ActionGroup of(String action) {
        return switch (action) {
            case "browse", "click", "dwell", "search", "exposure" -> LOOK;
            case "favourite", "cart", "uncart" -> WANT;
            case "buy", "refund", "redeem" -> BUY;
            case "learn", "attend", "check-in" -> TAKE_PART;
            case "evaluate", "share", "comment", "vote" -> SPEAK;
            default -> OTHER;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
