package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.kernel.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random events of one leaf. */
public final class LeafEvents {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Action> ACTIONS = List.of(
            Action.BROWSE,
            Action.BROWSE,
            Action.CLICK,
            Action.SEARCH,
            Action.CART,
            Action.UNCART,
            Action.BUY,
            Action.REFUND,
            Action.EXPOSURE,
            new Action("Wheel Spun"));
    private static final List<String> CATEGORIES = List.of("", "skin-care", "化妆", "hair");

    private static final Map<Trait, List<String>> DECLARABLE = Map.of(
            Trait.GENDER, List.of("female", "male"),
            Trait.AGE, List.of("18-24", "25-34"),
            Trait.REGION, List.of("FR", "CN", "CN-GD"));

    private LeafEvents() {}

    /** An event within half a year of the start, anywhere in time, of a handful of items. */
    public static LeafEvent random(RandomGenerator random, PartnerId partner, int partition, long offset) {
        Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        int item = random.nextInt(20);
        return new LeafEvent(
                new SourcePosition(partition, offset),
                START.plus(
                        Duration.ofMillis(random.nextLong(Duration.ofDays(180).toMillis()))),
                action,
                new Domain("beauty"),
                CATEGORIES.get(item % CATEGORIES.size()),
                item < 3 ? null : new ItemKey(partner, "商品-" + item),
                action.defaultWeight(),
                1 + random.nextInt(3),
                new Money(random.nextInt(1, 10_000), random.nextBoolean() ? "CNY" : "EUR"),
                -1,
                Double.NaN,
                Double.NaN,
                random.nextInt(6) == 0 ? declared(random) : Map.of());
    }

    private static Map<Trait, String> declared(RandomGenerator random) {
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        DECLARABLE.forEach((trait, values) -> {
            if (random.nextBoolean()) {
                declared.put(trait, values.get(random.nextInt(values.size())));
            }
        });
        return declared;
    }

    public static LeafEvent at(LeafEvent event, long offset) {
        return new LeafEvent(
                new SourcePosition(event.position().partition(), offset),
                event.occurredAt(),
                event.action(),
                event.domain(),
                event.category(),
                event.item(),
                event.weight(),
                event.quantity(),
                event.amount(),
                event.hourOfWeek(),
                event.rating(),
                event.tone(),
                event.declared());
    }

    /** An event that tells no hour, of usual weight. */
    public static LeafEvent act(long offset, Instant at, Action action) {
        return act(offset, at, action, -1);
    }

    public static LeafEvent act(long offset, Instant at, Action action, int hourOfWeek) {
        return new LeafEvent(
                new SourcePosition(0, offset),
                at,
                action,
                new Domain("beauty"),
                "hair",
                null,
                action.defaultWeight(),
                1,
                null,
                hourOfWeek,
                Double.NaN,
                Double.NaN,
                Map.of());
    }

    /** What somebody says of themselves, of no weight. */
    public static LeafEvent identify(long offset, Instant at, Map<Trait, String> declared) {
        return new LeafEvent(
                new SourcePosition(0, offset),
                at,
                new Action("identify"),
                new Domain("beauty"),
                "",
                null,
                0,
                1,
                null,
                -1,
                Double.NaN,
                Double.NaN,
                declared);
    }

    /** One browse event. */
    public static LeafEvent browse(long offset, Instant at, String category, ItemKey item) {
        return new LeafEvent(
                new SourcePosition(0, offset),
                at,
                Action.BROWSE,
                new Domain("beauty"),
                category,
                item,
                Action.BROWSE.defaultWeight(),
                1,
                null);
    }
}
