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
import org.jspecify.annotations.Nullable;

/** Adds leaves up to a portrait; they must come in the order of their keys, so that rounding is always the same. */
final class PortraitSum {
    private static final Comparator<Portrait.Dimension> HEAVIEST_DIMENSION = (a, b) -> {
        int order = Double.compare(b.mass(), a.mass());
        return order != 0 ? order : a.key().compareTo(b.key());
    };
    private static final Comparator<Portrait.Item> HEAVIEST_ITEM = (a, b) -> {
        int order = Double.compare(b.mass(), a.mass());
        if (order == 0) {
            order = a.item().toString().compareTo(b.item().toString());
        }
        return order != 0 ? order : Integer.compare(a.leaf(), b.leaf());
    };

    private record Part(LeafKey leaf, @Nullable LeafState state) {}

    private final List<Part> parts = new ArrayList<>(2);
    private final List<LeafState> states = new ArrayList<>(2);

    void add(Membership membership) {
        LeafState state =
                membership.state().filter(known -> known.applied() >= 0).orElse(null);
        parts.add(new Part(membership.leaf(), state));
        if (state != null) {
            states.add(state);
        }
    }

    Optional<Portrait> portrait(PersonKey person) {
        if (states.isEmpty()) {
            return Optional.empty();
        }
        Instant first = states.getFirst().firstAt();
        Instant at = states.getFirst().lastAt();
        for (LeafState state : states) {
            first = state.firstAt().isBefore(first) ? state.firstAt() : first;
            at = state.lastAt().isAfter(at) ? state.lastAt() : at;
        }
        return Optional.of(new Portrait(
                person, leaves(), dimensions(at), items(at), counts(), spend(), first, at, new Details(states)));
    }

    private List<Portrait.Leaf> leaves() {
        List<Portrait.Leaf> leaves = new ArrayList<>(parts.size());
        for (Part part : parts) {
            LeafState state = part.state();
            leaves.add(
                    state == null
                            ? new Portrait.Leaf(part.leaf(), "", Optional.empty(), 0)
                            : new Portrait.Leaf(part.leaf(), state.domain(), state.position(), state.events()));
        }
        return leaves;
    }

    private List<Portrait.Dimension> dimensions(Instant at) {
        List<Portrait.Dimension> dimensions = new ArrayList<>();
        if (states.size() == 1) {
            LeafState only = states.getFirst();
            double factor = only.factor(at);
            only.traceByDimension()
                    .forEach((key, trace) -> dimensions.add(new Portrait.Dimension(key, only.massOf(trace) * factor)));
        } else {
            Map<DimensionKey, Double> massByKey = new TreeMap<>();
            for (LeafState state : states) {
                double factor = state.factor(at);
                state.traceByDimension()
                        .forEach((key, trace) -> massByKey.merge(key, state.massOf(trace) * factor, Double::sum));
            }
            massByKey.forEach((key, mass) -> dimensions.add(new Portrait.Dimension(key, mass)));
        }
        dimensions.sort(HEAVIEST_DIMENSION);
        return first(dimensions, Portrait.MOST_DIMENSIONS);
    }

    private List<Portrait.Item> items(Instant at) {
        List<Portrait.Item> items = new ArrayList<>();
        for (int leaf = 0; leaf < parts.size(); leaf++) {
            LeafState state = parts.get(leaf).state();
            if (state != null) {
                addItems(items, leaf, state, at);
            }
        }
        items.sort(HEAVIEST_ITEM);
        return first(items, Portrait.MOST_ITEMS);
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

    private static <T> List<T> first(List<T> sorted, int most) {
        return sorted.size() <= most ? sorted : sorted.subList(0, most);
    }

    private SortedMap<String, Long> counts() {
        SortedMap<String, Long> countByAction = new TreeMap<>();
        states.forEach(
                state -> state.countByAction().forEach((action, n) -> countByAction.merge(action, n, Long::sum)));
        return countByAction;
    }

    private List<Money> spend() {
        SortedMap<String, Long> sumByCurrency = new TreeMap<>();
        states.forEach(
                state -> state.spendByCurrency().forEach((currency, n) -> sumByCurrency.merge(currency, n, Long::sum)));
        List<Money> spend = new ArrayList<>(sumByCurrency.size());
        sumByCurrency.forEach((currency, sum) -> spend.add(new Money(sum, currency)));
        return spend;
    }
}
