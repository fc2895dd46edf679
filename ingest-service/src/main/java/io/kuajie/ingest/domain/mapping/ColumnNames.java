package io.kuajie.ingest.domain.mapping;

import java.util.Locale;

/** What header lines call columns. */
public final class ColumnNames {
    private ColumnNames() {}

    /** The name under which options know a column that is called thus, as {@code user_id:token}. */
    public static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        int type = lower.indexOf(':');
        String plain = type < 0 ? lower : lower.substring(0, type);
        return switch (plain) {
            case "user_id", "userid" -> "user";
            case "item_id", "itemid", "product_id" -> "item";
            case "category_id" -> "category";
            case "behavior", "behaviour", "event" -> "action";
            case "timestamp" -> "time";
            default -> plain;
        };
    }
}
