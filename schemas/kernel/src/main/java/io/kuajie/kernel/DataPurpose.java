package io.kuajie.kernel;

import java.util.Locale;
import java.util.Optional;

/** What partners may agree to use each other's data for. */
public enum DataPurpose {
    RECOMMENDATIONS;

    /** The name on the wire, such as {@code recommendations}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DataPurpose> fromWireName(String name) {
        for (DataPurpose purpose : values()) {
            if (purpose.wireName().equals(name)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
