package io.kuajie.ingest.domain.event;

import java.util.Locale;

/** Why an event did not pass. The door gives the first group, import lines add the second, cleaning gives the third. */
public enum Reason {
    MALFORMED("The event is a JSON object."),
    TOO_LARGE("An event has at most the configured size."),
    UNKNOWN_TYPE("The type is one of identify, track, page, screen, group and alias."),
    MISSING_EVENT("A track call names its event."),
    TOO_MANY_PRODUCTS("An order has at most 250 products."),
    MISSING_USER("An event has a userId or an anonymousId."),
    BAD_TIME("Times are RFC 3339, or in the unit the import was told."),
    BAD_QUANTITY("A quantity is a number."),
    BAD_RATING("A rating is a number."),
    BAD_PRICE("A price is a number of at most 15 digits before the point."),
    BAD_CURRENCY("A currency is an ISO 4217 code."),
    OFF_PLAN("An event fits the partner's tracking plan."),

    TRUNCATED("The last line ends with a line feed."),
    MALFORMED_LINE("A line has the form of its format."),
    LINE_TOO_LONG("A line has at most the configured size."),
    BAD_ENCODING("Text is UTF-8, and values are JSON."),
    UNKNOWN_ACTION("An action is one of those the import maps."),

    UNDECODABLE("A record is Avro that the registry knows."),
    UNKNOWN_PARTNER("The partner is configured."),
    BAD_DOMAIN("A domain is 2 to 32 lower-case letters, digits or hyphens."),
    BAD_ACTION("An action is 1 to 64 characters without control characters."),
    BAD_MESSAGE_ID("A message id is 1 to 256 characters."),
    BAD_ITEM("An item key is partner:id; orders and refunds name the sender's own items."),
    MISSING_ITEM("Favourites, carts, purchases and evaluations name an item."),
    FUTURE_TIME("An event lies at most an hour ahead of its arrival."),
    IMPLAUSIBLE_TIME("An event lies after 1990."),
    NEGATIVE_QUANTITY("A quantity is not negative."),
    NEGATIVE_AMOUNT("An amount is negative only where something goes back."),
    RATING_RANGE("A rating lies from 1 to 5."),
    PROGRESS_RANGE("Progress lies from 0 to 1."),
    IMPLAUSIBLE_DWELL("Time spent lies from 0 to 24 hours."),
    BOT_AGENT("A person caused the event, not a crawler."),
    BOT_RATE("A person does no more in a second or a minute than configured."),
    BOT_SEQUENCE("A person sees, orders or reviews no more different things in a minute than configured."),
    IGNORED("The partner wants events of this name."),
    DUPLICATE("A message id comes once within the de-duplication window.");

    private final String rule;

    Reason(String rule) {
        this.rule = rule;
    }

    /** The reason code on the wire, such as {@code missing-user}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What would have passed. */
    public String rule() {
        return rule;
    }
}
