package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.RawEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What is remarkable of an event that passes; those who count it decide what that means to them. */
public enum Flags {
    /** It happened more than a day before it arrived. */
    LATE(event -> event.receivedAt() - event.occurredAt() > Duration.ofDays(1).toMillis()),
    /** The sender's clock is ahead by more than a minute, which its sentAt did not correct. */
    SKEWED(event ->
            event.occurredAt() - event.receivedAt() > Duration.ofMinutes(1).toMillis()),
    /** It names so many pieces, or an amount so high, that it looks like a mistake. */
    OUTLIER(Flags::isOutlier),
    /** It does not fit the partner's tracking plan, which lets it pass. */
    OFF_PLAN(event -> event.has(Mark.OFF_PLAN));

    private static final double MANY_PIECES = 1_000;
    /** A hundred million minor units: a million in most currencies. */
    private static final long MUCH_MONEY = 100_000_000;

    private final Predicate<RawEvent> holds;

    Flags(Predicate<RawEvent> holds) {
        this.holds = holds;
    }

    /** The flags of an event, as they stand in behavior.clean. */
    public static List<String> of(RawEvent event) {
        List<String> flags = List.of();
        for (Flags flag : VALUES) {
            if (flag.holds.test(event)) {
                flags = flags.isEmpty() ? new ArrayList<>(1) : flags;
                flags.add(flag.wireName());
            }
        }
        return flags;
    }

    private static final Flags[] VALUES = values();

    /** The flag on the wire, such as {@code late}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isOutlier(RawEvent event) {
        var amount = event.details().amount();
        return event.details().quantity() > MANY_PIECES
                || (amount != null && Math.abs(amount.minorUnits()) > MUCH_MONEY);
    }
}
