package io.kuajie.ingest.domain.imports;

import java.util.Locale;

/** What a column of a file says. */
public enum Column {
    USER,
    ITEM,
    CATEGORY,
    ACTION,
    TIME,
    RATING,
    QUANTITY,
    PRICE,
    CURRENCY,
    QUERY,
    /** Anything else; not kept. */
    OTHER;

    /** The column of this name, as options and header lines write it; {@link #OTHER} for a name that says nothing here. */
    public static Column named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        int type = plain.indexOf(':');
        return switch (type < 0 ? plain : plain.substring(0, type)) {
            case "user", "user_id", "userid" -> USER;
            case "item", "item_id", "itemid", "product_id" -> ITEM;
            case "category", "category_id" -> CATEGORY;
            case "action", "behavior", "behaviour", "event" -> ACTION;
            case "time", "timestamp" -> TIME;
            case "rating" -> RATING;
            case "quantity" -> QUANTITY;
            case "price" -> PRICE;
            case "currency" -> CURRENCY;
            case "query" -> QUERY;
            default -> OTHER;
        };
    }
}
