package io.kuajie.kernel;

import java.util.Optional;

/** What a person may consent to; each is given and withdrawn on its own. */
public enum Purpose {
    ANALYTICS,
    PERSONALIZATION,
    CROSS_PARTNER,
    MARKETING;

    /** The name on the wire, such as {@code cross_partner}. */
    public String wireName() {
        return WireNames.of(this);
    }

    public static Optional<Purpose> fromWireName(String name) {
        return WireNames.find(values(), name);
    }
}
