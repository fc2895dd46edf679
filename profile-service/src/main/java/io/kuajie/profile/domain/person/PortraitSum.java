package io.kuajie.profile.domain.person;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds leaves up to a portrait; they must come in the order of their keys, so that rounding is always the same. */
final class PortraitSum {
    private static final Comparator<Portrait.Dimension> HEAVIEST_DIMENSION =
            Comparator.comparingDouble(Portrait.Dimension::mass).reversed().thenComparing(Portrait.Dimension::key);
    private static final Comparator<Portrait.Item> HEAVIEST_ITEM = Comparator.comparingDouble(Portrait.Item::mass)
            .reversed()
            .thenComparing(item -> item.item().toString())
            .thenComparingInt(Portrait.Item::leaf);

    private record Part(LeafKey leaf, Optional<LeafState> state) {}

    private final List<Part> parts = new ArrayList<>();

    void add(Membership membership) {
        parts.add(new Part(membership.leaf(), membership.state()));
    }

    Optional<Portrait> portrait(PersonKey person) {
        List<LeafState> states =
                parts.stream().flatMap(part -> part.state().stream()).toList();
        Optional<Instant> latest = states.stream().map(LeafState::lastAt).max(Comparator.naturalOrder());
        return latest.map(at -> new Portrait(
                person,
                leaves(),
                dimensions(states, at),
                items(at),
                counts(states),
                spend(states),
                states.stream()
                        .map(LeafState::firstAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                at));
    }

    private List<Portrait.Leaf> leaves() {
        return parts.stream()
                .map(part -> new Portrait.Leaf(
                        part.leaf(),
                        part.state().map(LeafState::domain).orElse(""),
                        part.state().flatMap(LeafState::position),
                        part.state().map(LeafState::events).orElse(0L)))
                .toList();
    }

    private static List<Portrait.Dimension> dimensions(List<LeafState> states, Instant at) {
        Map<DimensionKey, Double> massByKey = new TreeMap<>();
        for (LeafState state : states) {
            double factor = state.factor(at);
            state.massByDimension().forEach((key, mass) -> massByKey.merge(key, mass * factor, Double::sum));
        }
        return massByKey.entrySet().stream()
                .map(entry -> new Portrait.Dimension(entry.getKey(), entry.getValue()))
                .sorted(HEAVIEST_DIMENSION)
                .limit(Portrait.MOST_DIMENSIONS)
                .toList();
    }

    private List<Portrait.Item> items(Instant at) {
        List<Portrait.Item> items = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int leaf = i;
            parts.get(i).state().ifPresent(state -> addItems(items, leaf, state, at));
        }
        return items.stream().sorted(HEAVIEST_ITEM).limit(Portrait.MOST_ITEMS).toList();
    }

    private static void addItems(List<Portrait.Item> items, int leaf, LeafState state, Instant at) {
        double factor = state.factor(at);
        state.traceByItem()
                .forEach((item, trace) -> items.add(new Portrait.Item(
                        item,
                        leaf,
                        trace.domain(),
                        trace.category(),
                        state.massOf(trace) * factor,
                        trace.strongest(),
                        trace.isOwned(),
                        Instant.ofEpochMilli(trace.lastAtMillis()))));
    }

    private static SortedMap<String, Long> counts(List<LeafState> states) {
        SortedMap<String, Long> countByAction = new TreeMap<>();
        states.forEach(
                state -> state.countByAction().forEach((action, n) -> countByAction.merge(action, n, Long::sum)));
        return countByAction;
    }

    private static List<Money> spend(List<LeafState> states) {
        SortedMap<String, Long> sumByCurrency = new TreeMap<>();
        states.forEach(
                state -> state.spendByCurrency().forEach((currency, n) -> sumByCurrency.merge(currency, n, Long::sum)));
        return sumByCurrency.entrySet().stream()
                .map(entry -> new Money(entry.getValue(), entry.getKey()))
                .toList();
    }
}
