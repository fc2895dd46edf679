package io.kuajie.campaign.domain.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of campaign that can be run. */
public enum Kind {
    COUPON;

    /** The name on the wire, such as {@code coupon}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. @throws IllegalArgumentException naming what is supported */
    public static Kind parse(String name) {
        for (Kind kind : values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        String supported = Arrays.stream(values()).map(Kind::wireName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("is not yet supported; send one of: " + supported + ".");
    }
}
