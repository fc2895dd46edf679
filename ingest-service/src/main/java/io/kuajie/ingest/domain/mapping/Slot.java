package io.kuajie.ingest.domain.mapping;

/** What a rule can say of an event. */
public enum Slot {
    ACTION("action"),
    NAME("name"),
    ITEM("item"),
    CATEGORY("category"),
    QUANTITY("quantity"),
    PRICE("price"),
    CURRENCY("currency"),
    RATING("rating"),
    PROGRESS("progress"),
    QUERY("query"),
    TEXT("text"),
    ORDER("order"),
    CAMPAIGN("campaign"),
    SURFACE("surface"),
    REQUEST("requestId");

    private final String wireName;

    Slot(String wireName) {
        this.wireName = wireName;
    }

    /** The name in mapping files. */
    public String wireName() {
        return wireName;
    }
}
