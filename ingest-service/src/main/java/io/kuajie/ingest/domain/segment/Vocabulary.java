package io.kuajie.ingest.domain.segment;

import io.kuajie.kernel.Action;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the event names of the Segment commerce vocabulary (and of courses, in its manner) mean here. Case, hyphens and underscores
 * in names don't matter. The platform's own action names stand for themselves; any other name is a custom action.
 */
public final class Vocabulary {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");
    private static final Map<String, Action> ACTION_BY_EVENT = new HashMap<>();
    /** Whose {@code products} are one event each. */
    private static final Set<String> SPLIT = Set.of(
            "order completed",
            "order refunded",
            "order cancelled",
            "order canceled",
            "cart viewed",
            "checkout started");

    static {
        put(Action.BROWSE, "product viewed", "product list viewed");
        put(Action.CLICK, "product clicked", "promotion clicked");
        put(Action.SEARCH, "products searched");
        put(Action.CART, "product added", "cart viewed", "checkout started");
        put(Action.UNCART, "product removed");
        put(Action.FAVOURITE, "product added to wishlist");
        put(Action.BUY, "order completed");
        put(Action.REFUND, "order refunded", "order cancelled", "order canceled");
        put(Action.EVALUATE, "product reviewed");
        put(Action.SHARE, "product shared");
        put(Action.EXPOSURE, "promotion viewed");
        put(Action.LEARN, "course started", "lesson completed", "course completed");
    }

    private Vocabulary() {}

    /** The action's name; the event's own name where it is a custom one. */
    public static String actionOf(String event) {
        String plain = plain(event);
        Action known = ACTION_BY_EVENT.get(plain);
        if (known != null) {
            return known.name();
        }
        String hyphenated = plain.replace(' ', '-');
        return isPlatformAction(hyphenated) ? hyphenated : event.strip();
    }

    static boolean isSplitByProduct(String event) {
        return SPLIT.contains(plain(event));
    }

    /** Whether a course has been completed by this event, whatever progress it states. */
    static boolean completesCourse(String event) {
        return plain(event).equals("course completed");
    }

    private static boolean isPlatformAction(String name) {
        return !name.isEmpty()
                && name.length() <= 64
                && name.chars().noneMatch(Character::isISOControl)
                && new Action(name).isKnown();
    }

    private static String plain(String event) {
        return SEPARATORS.matcher(event.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    private static void put(Action action, String... events) {
        for (String event : events) {
            ACTION_BY_EVENT.put(event, action);
        }
    }
}
