package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recomputes everything from the list of events, the slow and obvious way; shares nothing with LeafState but its input. */
public final class NaiveLeaf {
    private final double halfLifeMillis;
    private final List<LeafEvent> events = new ArrayList<>();

    public NaiveLeaf(HalfLife halfLife) {
        this.halfLifeMillis = halfLife.duration().toMillis();
    }

    public void add(LeafEvent event) {
        events.add(event);
    }

    /** In the order in which they came. */
    List<LeafEvent> events() {
        return events;
    }

    public long size() {
        return events.size();
    }

    public long highestOffset() {
        return events.stream().mapToLong(e -> e.position().offset()).max().orElse(-1);
    }

    public Instant lastAt() {
        return events.stream()
                .map(LeafEvent::occurredAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    public Instant firstAt() {
        return events.stream()
                .map(LeafEvent::occurredAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        events.forEach(e -> counts.merge(e.action().name(), 1L, Long::sum));
        return counts;
    }

    public Map<String, Long> spend() {
        Map<String, Long> spend = new HashMap<>();
        for (LeafEvent e : events) {
            var amount = e.amount();
            if (amount != null
                    && (e.action().name().equals("buy") || e.action().name().equals("refund"))) {
                long signed = e.action().name().equals("buy") ? amount.minorUnits() : -amount.minorUnits();
                spend.merge(amount.currency(), signed, Long::sum);
            }
        }
        return spend;
    }

    public Map<DimensionKey, Double> masses(Instant at) {
        Map<DimensionKey, Double> masses = new HashMap<>();
        for (LeafEvent e : events) {
            if (e.weight() != 0) {
                masses.merge(kindOf(e), decayed(e, at), Double::sum);
            }
        }
        return masses;
    }

    static DimensionKey kindOf(LeafEvent e) {
        return new DimensionKey(e.action().name(), e.domain().value(), e.category());
    }

    /** By item its industry, category, the action of greatest weight, and the last time. */
    public Map<String, String> lookOfItems() {
        Map<String, String> looks = new HashMap<>();
        itemMasses(lastAt()).keySet().forEach(item -> {
            List<LeafEvent> own = events.stream()
                    .filter(e -> e.weight() != 0
                            && e.item() != null
                            && item.equals(e.item().toString()))
                    .toList();
            LeafEvent strongest = own.stream()
                    .min(Comparator.comparing((LeafEvent e) -> -e.weight())
                            .thenComparing(e -> e.action().name()))
                    .orElseThrow();
            LeafEvent last = own.stream()
                    .max(Comparator.comparing(LeafEvent::occurredAt))
                    .orElseThrow();
            looks.put(
                    item,
                    "%s %s %s %s".formatted(last.domain(), last.category(), strongest.action(), last.occurredAt()));
        });
        return looks;
    }

    public Map<String, Double> itemMasses(Instant at) {
        Map<String, Double> masses = new HashMap<>();
        for (LeafEvent e : events) {
            if (e.weight() != 0 && e.item() != null) {
                masses.merge(e.item().toString(), decayed(e, at), Double::sum);
            }
        }
        return masses;
    }

    public Map<String, Boolean> owned() {
        Map<String, Double> pieces = new HashMap<>();
        for (LeafEvent e : events) {
            if (e.item() != null && e.weight() != 0) {
                double signed =
                        switch (e.action().name()) {
                            case "buy" -> e.quantity();
                            case "refund" -> -e.quantity();
                            default -> 0;
                        };
                pieces.merge(e.item().toString(), signed, Double::sum);
            }
        }
        Map<String, Boolean> owned = new HashMap<>();
        pieces.forEach((item, sum) -> owned.put(item, sum > 1e-6));
        return owned;
    }

    /** The last of all words on each trait, in the order of time and then of text. */
    public Map<Trait, String> declared() {
        return declared(List.of(this));
    }

    /** The same of several leaves. */
    public static Map<Trait, String> declared(List<NaiveLeaf> leaves) {
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            leaves.stream()
                    .flatMap(leaf -> leaf.events.stream())
                    .filter(event -> event.declared().containsKey(trait))
                    .sorted(Comparator.comparing(LeafEvent::occurredAt)
                            .thenComparing(event -> event.declared().get(trait)))
                    .forEach(event -> declared.put(trait, event.declared().get(trait)));
        }
        return declared;
    }

    private double decayed(LeafEvent e, Instant at) {
        return e.weight()
                * Math.exp(-Math.log(2) * (at.toEpochMilli() - e.occurredAt().toEpochMilli()) / halfLifeMillis);
    }
}
