package io.kuajie.ingest.domain.plan;

import java.util.Locale;
import java.util.Optional;

/** What becomes of an event that a tracking plan does not foresee. */
public enum Reaction {
    /** It passes as if there were no plan. */
    PASS,
    /** It passes with the flag off-plan. */
    FLAG,
    /** It is rejected with the code off-plan. */
    REJECT;

    /** The name in requests and records, such as {@code reject}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reaction of this name. */
    public static Optional<Reaction> fromWireName(String name) {
        for (Reaction reaction : values()) {
            if (reaction.wireName().equals(name)) {
                return Optional.of(reaction);
            }
        }
        return Optional.empty();
    }
}
