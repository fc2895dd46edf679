package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What a person's leaves show together, recomputed from the list of all their events as {@link NaiveLeaf} does. */
public final class NaivePerson {
    private static final Map<String, Duration> BUCKET_BY_WINDOW = Map.of(
            "1h", Duration.ofMinutes(5),
            "24h", Duration.ofHours(1),
            "7d", Duration.ofHours(6),
            "30d", Duration.ofDays(1));
    private static final Map<String, Integer> BUCKETS_BY_WINDOW = Map.of("1h", 12, "24h", 24, "7d", 28, "30d", 30);
    private static final double NEXT_TO_NOTHING = 1e-9;

    private final List<NaiveLeaf> leaves;

    /** @param leaves with at least one event each, in the order of their keys */
    public NaivePerson(List<NaiveLeaf> leaves) {
        this.leaves = leaves;
    }

    public Instant firstAt() {
        return leaves.stream()
                .map(NaiveLeaf::firstAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Instant lastAt() {
        return leaves.stream()
                .map(NaiveLeaf::lastAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        leaves.forEach(leaf -> leaf.counts().forEach((action, n) -> counts.merge(action, n, Long::sum)));
        return counts;
    }

    public Map<String, Long> spend() {
        Map<String, Long> spend = new HashMap<>();
        leaves.forEach(leaf -> leaf.spend().forEach((currency, n) -> spend.merge(currency, n, Long::sum)));
        return spend;
    }

    public Map<DimensionKey, Double> masses() {
        Map<DimensionKey, Double> masses = new HashMap<>();
        leaves.forEach(leaf -> leaf.masses(lastAt()).forEach((key, mass) -> masses.merge(key, mass, Double::sum)));
        return masses;
    }

    /** By window and kind of behaviour, of those that sum up to something. */
    public Map<String, Map<DimensionKey, Double>> recent(Instant at) {
        Map<String, Map<DimensionKey, Double>> recent = new TreeMap<>();
        BUCKETS_BY_WINDOW.forEach((window, buckets) -> {
            long millis = BUCKET_BY_WINDOW.getOrDefault(window, Duration.ZERO).toMillis();
            long from = (Math.floorDiv(at.toEpochMilli(), millis) - buckets + 1) * millis;
            Map<DimensionKey, Double> weights = new HashMap<>();
            events().filter(event -> event.occurredAt().toEpochMilli() >= from)
                    .forEach(event -> weights.merge(NaiveLeaf.kindOf(event), event.weight(), Double::sum));
            weights.values().removeIf(weight -> Math.abs(weight) < NEXT_TO_NOTHING);
            recent.put(window, weights);
        });
        return recent;
    }

    /** Events by local hour of the week. */
    public Map<Integer, Long> habits() {
        Map<Integer, Long> habits = new TreeMap<>();
        events().filter(event -> event.hourOfWeek() >= 0)
                .forEach(event -> habits.merge(event.hourOfWeek(), 1L, Long::sum));
        return habits;
    }

    /** How often one action came right after another on the same side, such as by {@code browse>buy}. */
    public Map<String, Long> transitions() {
        Map<String, Long> transitions = new TreeMap<>();
        for (NaiveLeaf leaf : leaves) {
            List<LeafEvent> events = leaf.events();
            for (int i = 1; i < events.size(); i++) {
                transitions.merge(named(events.get(i - 1)) + ">" + named(events.get(i)), 1L, Long::sum);
            }
        }
        return transitions;
    }

    /** What came last on the side where something happened last. */
    public String lastAction() {
        NaiveLeaf last = leaves.getFirst();
        for (NaiveLeaf leaf : leaves) {
            last = leaf.lastAt().isAfter(last.lastAt()) ? leaf : last;
        }
        return named(last.events().getLast());
    }

    /** In milliseconds since the epoch; the least of all numbers where nothing was bought. */
    public long lastBuyMillis() {
        return events().filter(event -> event.action().equals(Action.BUY))
                .mapToLong(event -> event.occurredAt().toEpochMilli())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** By how much less is paid for what is bought than asked for what is looked at; NaN where either is unknown. */
    public double priceSensitivity() {
        double ratio = meanPrice(List.of("buy")) / meanPrice(List.of("browse", "click"));
        return Math.min(1, Math.max(0, 1 - ratio));
    }

    /** NaN without any. */
    public double meanRating() {
        return mean(events(), LeafEvent::rating);
    }

    /** NaN without any. */
    public double meanTone() {
        return mean(events(), LeafEvent::tone);
    }

    /** Of who is under age that alone. */
    public Map<Trait, String> declared() {
        Map<Trait, String> declared = NaiveLeaf.declared(leaves);
        return "under-18".equals(declared.get(Trait.AGE)) ? Map.of(Trait.AGE, "under-18") : declared;
    }

    private double meanPrice(List<String> actions) {
        Stream<LeafEvent> priced =
                events().filter(event -> actions.contains(event.action().name()) && event.amount() != null);
        return mean(priced, event -> {
            var price = event.amount();
            return price == null ? Double.NaN : price.minorUnits();
        });
    }

    private static double mean(Stream<LeafEvent> events, ToDoubleFunction<LeafEvent> figure) {
        DoubleStream known = events.mapToDouble(figure).filter(Double::isFinite);
        return known.average().orElse(Double.NaN);
    }

    private static String named(LeafEvent event) {
        return event.action().isKnown() ? event.action().name() : "other";
    }

    private Stream<LeafEvent> events() {
        List<LeafEvent> all = new ArrayList<>();
        leaves.forEach(leaf -> all.addAll(leaf.events()));
        return all.stream();
    }
}
