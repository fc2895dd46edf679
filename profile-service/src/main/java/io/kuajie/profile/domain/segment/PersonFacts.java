package io.kuajie.profile.domain.segment;

import dev.cel.runtime.CelVariableResolver;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can ask of a person, by variable name (see {@link Vocabulary}). What is unknown, such as the time since a purchase
 * of somebody who never bought, has no value; a condition on it is not met. For one thread; what is not asked for is not worked out.
 */
public final class PersonFacts implements CelVariableResolver {
    private static final double MILLIS_A_DAY = 86_400_000;

    private final Portrait portrait;
    private final String cluster;
    private final Instant now;
    private final RecentBehavior recent;
    /** All segments ask the same person, and conditions that look through a list ask for each of its elements. */
    private final Map<String, Optional<Object>> valueByName = new HashMap<>();

    /** @param now not before the portrait's latest event, else that counts as now */
    public PersonFacts(Portrait portrait, String cluster, Instant now) {
        this.portrait = portrait;
        this.cluster = cluster;
        this.now = now.isBefore(portrait.evaluatedAt()) ? portrait.evaluatedAt() : now;
        this.recent = new RecentBehavior(portrait, this.now);
    }

    @Override
    public Optional<Object> find(String name) {
        return valueByName.computeIfAbsent(name, this::valueOf);
    }

    private Optional<Object> valueOf(String name) {
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
                    case "person.strongest" -> strongest();
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
                    case "recent.hour" -> recent.within(Window.HOUR);
                    case "recent.day" -> recent.within(Window.DAY);
                    case "recent.week" -> recent.within(Window.WEEK);
                    case "recent.month" -> recent.within(Window.MONTH);
                    case "recent" -> recent;
                    case "days.since_last" -> days(portrait.evaluatedAt().toEpochMilli());
                    case "days.since_first" -> days(portrait.firstAt().toEpochMilli());
                    case "days.since_purchase" ->
                        portrait.purchases().lastBuyMillis() == Long.MIN_VALUE
                                ? null
                                : days(portrait.purchases().lastBuyMillis());
                    case "days.since_item" -> daysByItem();
                    default -> null;
                });
    }

    private static List<String> texts(Stream<String> texts) {
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

    /** Two leaves of one partner may have dealt with the same item. */
    private Map<String, String> strongest() {
        Map<String, String> strongest = new TreeMap<>();
        for (Portrait.Item item : portrait.items()) {
            strongest.merge(
                    item.item().toString(),
                    item.strongest(),
                    (one, other) -> new Action(other).defaultWeight() > new Action(one).defaultWeight() ? other : one);
        }
        return strongest;
    }

    private Map<String, Double> daysByItem() {
        Map<String, Double> daysByItem = new TreeMap<>();
        for (Portrait.Item item : portrait.items()) {
            daysByItem.merge(item.item().toString(), days(item.lastAt().toEpochMilli()), Math::min);
        }
        return daysByItem;
    }

    private double days(long sinceMillis) {
        return (now.toEpochMilli() - sinceMillis) / MILLIS_A_DAY;
    }
}
