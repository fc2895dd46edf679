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
    /** When the latest of random events happen. */
    public static final Instant LATEST = Instant.parse("2026-06-30T07:31:17.123Z");

    private static final Duration HALF_A_YEAR = Duration.ofDays(180);
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
            Action.EVALUATE,
            Action.EVALUATE,
            Action.COMMENT,
            new Action("Wheel Spun"));
    private static final List<String> CATEGORIES = List.of("", "skin-care", "化妆", "hair");

    /** In the order of traits, so that a seed always gives the same events. */
    private static final Map<Trait, List<String>> DECLARABLE = new EnumMap<>(Map.of(
            Trait.GENDER, List.of("female", "male"),
            Trait.AGE, List.of("under-18", "18-24", "25-34"),
            Trait.REGION, List.of("FR", "CN", "CN-GD")));

    private LeafEvents() {}

    /** As {@link #random(RandomGenerator, PartnerId, int, long, Instant)} up to {@link #LATEST}. */
    public static LeafEvent random(RandomGenerator random, PartnerId partner, int partition, long offset) {
        return random(random, partner, partition, offset, LATEST);
    }

    /**
     * An event of a handful of items within the half year up to a time: every second anywhere in it, the others the oftener the later,
     * so that windows of all lengths have something to tell apart.
     */
    public static LeafEvent random(
            RandomGenerator random, PartnerId partner, int partition, long offset, Instant latest) {
        Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        boolean isReview = action.equals(Action.EVALUATE) || action.equals(Action.COMMENT);
        int item = random.nextInt(20);
        double share = random.nextBoolean() ? random.nextDouble() : Math.pow(10, -5 * random.nextDouble());
        return new LeafEvent(
                new SourcePosition(partition, offset),
                latest.minusMillis((long) (share * HALF_A_YEAR.toMillis())),
                action,
                new Domain("beauty"),
                CATEGORIES.get(item % CATEGORIES.size()),
                item < 3 ? null : new ItemKey(partner, "商品-" + item),
                action.defaultWeight(),
                1 + random.nextInt(3),
                random.nextInt(4) == 0
                        ? null
                        : new Money(random.nextInt(1, 10_000), random.nextBoolean() ? "CNY" : "EUR"),
                random.nextInt(-1, 168),
                isReview && random.nextInt(4) > 0 ? 1 + random.nextInt(9) / 2.0 : Double.NaN,
                random.nextInt(8) == 0 ? random.nextInt(-1000, 1001) / 1000.0 : Double.NaN,
                random.nextInt(6) == 0 ? declared(random) : Map.of());
    }

    /** The same as clocks and texts make of it. */
    public static LeafEvent told(LeafEvent event, int hourOfWeek, double tone) {
        return new LeafEvent(
                event.position(),
                event.occurredAt(),
                event.action(),
                event.domain(),
                event.category(),
                event.item(),
                event.weight(),
                event.quantity(),
                event.amount(),
                hourOfWeek,
                event.rating(),
                tone,
                event.declared());
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
