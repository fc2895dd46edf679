package io.kuajie.recommend.domain.serving;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What candidates are ordered by, each falling back on the one before where too little is known. */
public enum Objective {
    /** How well they fit: the candidate score. */
    RELEVANCE,
    /** The chance of a click. */
    CLICKS,
    /** The chance of an order. */
    ORDERS,
    /** What is expected to be left: the chance of an order times its margin less the cost of the offer. */
    VALUE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Objective> ofWireName(String name) {
        return Stream.of(values())
                .filter(objective -> objective.wireName().equals(name))
                .findFirst();
    }
}
