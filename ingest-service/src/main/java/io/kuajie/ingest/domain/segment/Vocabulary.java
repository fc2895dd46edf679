package io.kuajie.ingest.domain.segment;

import io.kuajie.kernel.Action;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What the event names of the Segment commerce vocabulary (and of courses, in its manner) mean here. Case, hyphens and underscores
 * in names don't matter. The platform's own action names stand for themselves; any other name is a custom action.
 */
public final class Vocabulary {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_REMEMBERED = 100;
    /** Names repeat; what a sender makes up beyond the bound is worked out each time. */
    private static final Map<String, Meaning> MEANING_BY_NAME = new ConcurrentHashMap<>();

    private static final Map<String, Action> ACTION_BY_EVENT = new HashMap<>();
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
        put(Action.CART, "product added", "wishlist product added to cart", "cart viewed", "checkout started");
        put(Action.UNCART, "product removed");
        put(Action.FAVOURITE, "product added to wishlist");
        put(Action.BUY, "order completed");
        put(Action.REFUND, "order refunded", "order cancelled", "order canceled");
        put(Action.EVALUATE, "product reviewed");
        put(Action.SHARE, "product shared");
        put(Action.EXPOSURE, "promotion viewed", "experiment viewed");
        put(Action.REDEEM, "coupon applied");
        put(Action.LEARN, "course started", "lesson completed", "course completed");
    }

    private Vocabulary() {}

    /**
     * What an event's name means.
     *
     * @param action the action's name; the event's own name where it is a custom one
     * @param isSplitByProduct whether its {@code products} are one event each
     * @param completesCourse whether a course has been completed by it, whatever progress it states
     */
    public record Meaning(String action, boolean isSplitByProduct, boolean completesCourse) {}

    /** The action's name; the event's own name where it is a custom one. */
    public static String actionOf(String event) {
        return meaningOf(event).action();
    }

    static Meaning meaningOf(String event) {
        Meaning known = MEANING_BY_NAME.get(event);
        if (known != null) {
            return known;
        }
        Meaning meaning = meaning(event);
        if (MEANING_BY_NAME.size() < MOST_REMEMBERED && event.length() <= LONGEST_REMEMBERED) {
            MEANING_BY_NAME.put(event, meaning);
        }
        return meaning;
    }

    private static Meaning meaning(String event) {
        String plain = plain(event);
        Action known = ACTION_BY_EVENT.get(plain);
        String hyphenated = plain.replace(' ', '-');
        String action = known != null ? known.name() : isPlatformAction(hyphenated) ? hyphenated : event.strip();
        return new Meaning(action, SPLIT.contains(plain), plain.equals("course completed"));
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
