package io.kuajie.kernel;

import java.util.Locale;
import java.util.Optional;

/** What a person may consent to; each is given and withdrawn on its own. */
public enum Purpose {
    ANALYTICS,
    PERSONALIZATION,
    CROSS_PARTNER,
    MARKETING;

    /** The name on the wire, such as {@code cross_partner}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Purpose> fromWireName(String name) {
        for (Purpose purpose : values()) {
            if (purpose.wireName().equals(name)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
