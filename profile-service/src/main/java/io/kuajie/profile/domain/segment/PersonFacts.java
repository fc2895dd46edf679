package io.kuajie.profile.domain.segment;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelVariableResolver;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can ask of a person, by variable name. What is unknown, such as the time since a purchase of somebody who never
 * bought, has no value; a condition on it is not met.
 */
public final class PersonFacts implements CelVariableResolver {
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final CelType COUNTS = MapType.create(SimpleType.STRING, SimpleType.INT);
    private static final CelType NUMBERS = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
    private static final double MILLIS_A_DAY = 86_400_000;

    /** Type by name. */
    static final Map<String, CelType> TYPES = Map.ofEntries(
            Map.entry("person.cluster", SimpleType.STRING),
            Map.entry("person.partners", TEXTS),
            Map.entry("person.domains", TEXTS),
            Map.entry("person.categories", TEXTS),
            Map.entry("person.items", TEXTS),
            Map.entry("person.owned", TEXTS),
            // Events by action, ever.
            Map.entry("person.counts", COUNTS),
            // Paid less refunded by currency, in minor units.
            Map.entry("person.spend", COUNTS),
            // Decayed mass by industry and by category.
            Map.entry("person.interest", NUMBERS),
            Map.entry("person.stage", SimpleType.STRING),
            // As declared, on whatever side.
            Map.entry("person.gender", SimpleType.STRING),
            Map.entry("person.age", SimpleType.STRING),
            Map.entry("person.country", SimpleType.STRING),
            Map.entry("person.region", SimpleType.STRING),
            Map.entry("person.price_sensitivity", SimpleType.DOUBLE),
            Map.entry("person.rating", SimpleType.DOUBLE),
            Map.entry("person.tone", SimpleType.DOUBLE),
            // Weight of what was done within the window, by action.
            Map.entry("recent.hour", NUMBERS),
            Map.entry("recent.day", NUMBERS),
            Map.entry("recent.week", NUMBERS),
            Map.entry("recent.month", NUMBERS),
            Map.entry("days.since_last", SimpleType.DOUBLE),
            Map.entry("days.since_first", SimpleType.DOUBLE),
            Map.entry("days.since_purchase", SimpleType.DOUBLE));

    /** Names whose values change although nothing happens. */
    static final Set<String> TIMED = Set.of(
            "person.stage",
            "recent.hour",
            "recent.day",
            "recent.week",
            "recent.month",
            "days.since_last",
            "days.since_first",
            "days.since_purchase");

    private final Portrait portrait;
    private final String cluster;
    private final Instant now;

    /** @param now not before the portrait's latest event, else that counts as now */
    public PersonFacts(Portrait portrait, String cluster, Instant now) {
        this.portrait = portrait;
        this.cluster = cluster;
        this.now = now.isBefore(portrait.evaluatedAt()) ? portrait.evaluatedAt() : now;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "person.cluster" -> cluster;
                    case "person.partners" ->
                        portrait.leaves().stream()
                                .map(leaf -> leaf.leaf().partner().value())
                                .distinct()
                                .toList();
                    case "person.domains" ->
                        texts(portrait.dimensions().stream().map(d -> d.key().domain()));
                    case "person.categories" ->
                        texts(portrait.dimensions().stream().map(d -> d.key().category()));
                    case "person.items" ->
                        texts(portrait.items().stream().map(item -> item.item().toString()));
                    case "person.owned" ->
                        texts(portrait.items().stream()
                                .filter(Portrait.Item::owned)
                                .map(item -> item.item().toString()));
                    case "person.counts" -> portrait.countByAction();
                    case "person.spend" -> spend();
                    case "person.interest" -> interest();
                    case "person.stage" -> portrait.stage(now).toString();
                    case "person.gender" -> portrait.declared(Trait.GENDER);
                    case "person.age" -> portrait.declared(Trait.AGE);
                    case "person.country" -> country();
                    case "person.region" -> portrait.declared(Trait.REGION);
                    case "person.price_sensitivity" ->
                        known(portrait.purchases().priceSensitivity());
                    case "person.rating" -> known(portrait.purchases().meanRating());
                    case "person.tone" -> known(portrait.purchases().meanTone());
                    case "recent.hour" -> recent(Window.HOUR);
                    case "recent.day" -> recent(Window.DAY);
                    case "recent.week" -> recent(Window.WEEK);
                    case "recent.month" -> recent(Window.MONTH);
                    case "days.since_last" -> days(portrait.evaluatedAt().toEpochMilli());
                    case "days.since_first" -> days(portrait.firstAt().toEpochMilli());
                    case "days.since_purchase" ->
                        portrait.purchases().lastBuyMillis() == Long.MIN_VALUE
                                ? null
                                : days(portrait.purchases().lastBuyMillis());
                    default -> null;
                });
    }

    private static List<String> texts(java.util.stream.Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty()).distinct().toList();
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private @Nullable String country() {
        String region = portrait.declared(Trait.REGION);
        return region == null ? null : Trait.countryOf(region);
    }

    private Map<String, Long> spend() {
        Map<String, Long> spend = new TreeMap<>();
        portrait.spend().forEach(money -> spend.put(money.currency(), money.minorUnits()));
        return spend;
    }

    private Map<String, Double> interest() {
        Map<String, Double> interest = new TreeMap<>();
        for (Portrait.Dimension dimension : portrait.dimensions()) {
            interest.merge(dimension.key().domain(), dimension.mass(), Double::sum);
            if (!dimension.key().category().isEmpty()) {
                interest.merge(dimension.key().category(), dimension.mass(), Double::sum);
            }
        }
        return interest;
    }

    private Map<String, Double> recent(Window window) {
        Map<String, Double> recent = new TreeMap<>();
        portrait.recent(window, now).forEach((key, weight) -> recent.merge(key.action(), weight, Double::sum));
        return recent;
    }

    private double days(long sinceMillis) {
        return (now.toEpochMilli() - sinceMillis) / MILLIS_A_DAY;
    }
}
