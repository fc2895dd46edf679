package io.kuajie.ingest.domain.event;

import java.util.List;
import java.util.Locale;

/**
 * What the door noticed of an event and cleaning could not: it saw the whole message, and the partner's tracking plan as it was then.
 * Marks travel with the raw event, so that cleaning stays a function of the record alone.
 */
public enum Mark {
    /** It does not fit the partner's tracking plan, which lets it pass. */
    OFF_PLAN,
    /** Its person did more at that moment than a person can. */
    BOT_RATE,
    /** Its person went through more different things in that minute than a person can. */
    BOT_SEQUENCE;

    private final List<String> alone = List.of(wireName());

    /** The mark on the wire, such as {@code off-plan}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same with all events marked. */
    public List<Mapped> on(List<Mapped> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof RawEvent event ? event.marked(this) : outcome)
                .toList();
    }

    /** The names of the marks that hold. */
    public static List<String> of(boolean isOffPlan, boolean isBotRate) {
        if (isOffPlan && isBotRate) {
            return List.of(OFF_PLAN.wireName(), BOT_RATE.wireName());
        }
        return isOffPlan ? OFF_PLAN.alone : isBotRate ? BOT_RATE.alone : List.of();
    }
}
