package io.kuajie.recommend.domain.feedback;

import java.util.Locale;

/** What a list was ordered by, as coarse as metrics tell it: replies name each model by an id of its own. */
public enum ModelKind {
    /** Nothing that was learnt in rounds: co-occurrence and popularity. */
    NONE,
    /** The learnt model. */
    AUTO,
    /** The model of clicks, over candidates of either kind. */
    CLICKS,
    /** The model of orders, likewise. */
    ORDERS,
    /** The same, by what orders leave. */
    VALUE,
    /** What is liked more lately than usual. */
    TRENDS;

    /** Ends the name of a model whose lists are ordered by what orders leave. */
    public static final String VALUES = "+value";

    /** @param model as replies name it, such as {@code co-occurrence-1+m-17+orders-3+value} */
    public static ModelKind of(String model) {
        if (model.startsWith("trends")) {
            return TRENDS;
        }
        if (model.endsWith(VALUES)) {
            return VALUE;
        }
        if (model.contains("+orders-")) {
            return ORDERS;
        }
        if (model.contains("+clicks-")) {
            return CLICKS;
        }
        return model.indexOf('+') < 0 ? NONE : AUTO;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
