package io.kuajie.profile.domain.leaf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small numbers for the platform's actions, as stored states and next-action models hold them. The order is part of what is stored:
 * append only.
 */
public final class ActionCode {
    /** Stands for every custom event name. */
    public static final int OTHER = 31;
    /** Codes are from 0 to below this. */
    public static final int COUNT = 32;

    private static final List<String> NAMES = List.of(
            "browse",
            "click",
            "dwell",
            "search",
            "favourite",
            "cart",
            "uncart",
            "buy",
            "refund",
            "evaluate",
            "share",
            "comment",
            "vote",
            "attend",
            "check-in",
            "learn",
            "redeem",
            "exposure");
    private static final Map<String, Integer> CODE_BY_NAME = new HashMap<>();

    static {
        for (int code = 0; code < NAMES.size(); code++) {
            CODE_BY_NAME.put(NAMES.get(code), code);
        }
    }

    private ActionCode() {}

    /** The code of an action name; {@link #OTHER} for custom ones. */
    public static int of(String name) {
        Integer code = CODE_BY_NAME.get(name);
        return code == null ? OTHER : code;
    }

    /** Number of a transition, from one action to the next; from 0 to below the square of {@link #COUNT}. */
    public static int transition(int first, int second) {
        return first * COUNT + second;
    }

    /** The action that a transition begins with. */
    public static int first(int transition) {
        return transition / COUNT;
    }

    /** The action that a transition leads to. */
    public static int second(int transition) {
        return transition % COUNT;
    }

    /** The name of a code; {@code other} where it stands for none of its own. */
    public static String name(int code) {
        return code >= 0 && code < NAMES.size() ? NAMES.get(code) : LeafState.OTHER_ACTIONS;
    }
}
