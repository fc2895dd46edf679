package io.kuajie.kernel;

import java.util.Optional;

/** What partners may agree to use each other's data for. */
public enum DataPurpose {
    RECOMMENDATIONS;

    /** The name on the wire, such as {@code recommendations}. */
    public String wireName() {
        return WireNames.of(this);
    }

    public static Optional<DataPurpose> fromWireName(String name) {
        return WireNames.find(values(), name);
    }
}
