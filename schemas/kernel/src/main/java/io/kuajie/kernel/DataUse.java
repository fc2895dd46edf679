package io.kuajie.kernel;

import java.util.Optional;

/** What a partner may agree that another does with what it knows of people. */
public enum DataUse {
    /** What people did at the one may decide lists at the other. */
    BEHAVIOR,
    /** The categories that they dealt with may be named in reasons. */
    CATEGORY,
    /** The items that they dealt with may be named in reasons. */
    ITEM;

    /** The name on the wire, such as {@code behavior}. */
    public String wireName() {
        return WireNames.of(this);
    }

    public static Optional<DataUse> fromWireName(String name) {
        return WireNames.find(values(), name);
    }
}
