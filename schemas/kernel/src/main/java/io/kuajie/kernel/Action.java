package io.kuajie.kernel;

import java.util.Map;

/**
 * What somebody did, in the platform's vocabulary. The set is open: partners' own event names are kept as custom actions of
 * no weight until a weight is configured.
 */
public record Action(String name) {
    public static final Action BROWSE = new Action("browse");
    public static final Action CLICK = new Action("click");
    public static final Action DWELL = new Action("dwell");
    public static final Action SEARCH = new Action("search");
    public static final Action FAVOURITE = new Action("favourite");
    public static final Action CART = new Action("cart");
    public static final Action UNCART = new Action("uncart");
    public static final Action BUY = new Action("buy");
    public static final Action REFUND = new Action("refund");
    public static final Action EVALUATE = new Action("evaluate");
    public static final Action SHARE = new Action("share");
    public static final Action COMMENT = new Action("comment");
    public static final Action VOTE = new Action("vote");
    public static final Action ATTEND = new Action("attend");
    public static final Action CHECK_IN = new Action("check-in");
    public static final Action LEARN = new Action("learn");
    public static final Action REDEEM = new Action("redeem");
    /** A placement was seen; says nothing about taste. */
    public static final Action EXPOSURE = new Action("exposure");

    private static final Map<Action, Double> WEIGHTS = Map.ofEntries(
            Map.entry(BROWSE, 1.0),
            Map.entry(CLICK, 1.0),
            Map.entry(DWELL, 1.0),
            Map.entry(SEARCH, 2.0),
            Map.entry(FAVOURITE, 3.0),
            Map.entry(CART, 4.0),
            Map.entry(UNCART, -4.0),
            Map.entry(BUY, 8.0),
            Map.entry(REFUND, -8.0),
            Map.entry(EVALUATE, 3.0),
            Map.entry(SHARE, 3.0),
            Map.entry(COMMENT, 2.0),
            Map.entry(VOTE, 1.0),
            Map.entry(ATTEND, 4.0),
            Map.entry(CHECK_IN, 2.0),
            Map.entry(LEARN, 4.0),
            Map.entry(REDEEM, 4.0),
            Map.entry(EXPOSURE, 0.0));

    public Action {
        if (name.isBlank() || name.length() > 64 || Text.hasControl(name)) {
            throw new IllegalArgumentException("The action (%s) must be 1 to 64 characters without control characters."
                    .formatted(Text.shown(name)));
        }
    }

    /** The default weight of one such action; zero for custom actions. */
    public double defaultWeight() {
        return WEIGHTS.getOrDefault(this, 0.0);
    }

    /** Whether this is one of the platform's own actions, not a partner's custom event. */
    public boolean isKnown() {
        return WEIGHTS.containsKey(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
