package io.kuajie.profile.domain.person;

import io.kuajie.profile.domain.leaf.Declarations;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.leaf.Purchases;
import io.kuajie.profile.domain.leaf.RecentWeights;
import io.kuajie.profile.domain.leaf.SparseCounts;
import io.kuajie.profile.domain.leaf.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a portrait shows only to those who ask, summed over the leaves when asked. */
public final class Details {
    /** Gets one bucket of one kind of behaviour. */
    public interface RecentVisitor {
        /** @see RecentWeights.BucketVisitor */
        void bucket(DimensionKey key, long startMillis, double weight);
    }

    private final List<LeafState> states;

    Details(List<LeafState> states) {
        this.states = states;
    }

    /** Events by local hour of the week, from 0 for Monday's first. */
    public SparseCounts habits() {
        SparseCounts sum = new SparseCounts();
        states.forEach(state -> sum.addAll(state.habits()));
        return sum;
    }

    /** How often one action followed another on the same side. */
    public SparseCounts transitions() {
        SparseCounts sum = new SparseCounts();
        states.forEach(state -> sum.addAll(state.transitions()));
        return sum;
    }

    /** Code of the last action of the leaf that was active last; -1 for none. */
    public int lastAction() {
        int last = -1;
        Instant at = Instant.MIN;
        for (LeafState state : states) {
            if (state.lastAction() >= 0 && state.lastAt().isAfter(at)) {
                at = state.lastAt();
                last = state.lastAction();
            }
        }
        return last;
    }

    public Purchases purchases() {
        if (states.size() == 1) {
            return states.getFirst().purchases();
        }
        Purchases sum = new Purchases();
        states.forEach(state -> sum.addAll(state.purchases()));
        return sum;
    }

    /** What was declared on any side: of each trait the latest word. */
    public Declarations declared() {
        return states.stream()
                .map(LeafState::declared)
                .reduce(Declarations.NONE, Declarations::and)
                .told();
    }

    /** Weight of what was done within a window that ends at this time, by kind of behaviour. */
    public Map<DimensionKey, Double> recent(Window window, Instant at) {
        return recent(window, at, key -> true);
    }

    /** The same of such kinds only; others are not summed. */
    public Map<DimensionKey, Double> recent(Window window, Instant at, Predicate<DimensionKey> isAskedFor) {
        Map<DimensionKey, Double> weightByKey = new TreeMap<>();
        for (LeafState state : states) {
            state.traceByDimension().forEach((key, trace) -> {
                double weight = isAskedFor.test(key) ? trace.recent().sum(window, at.toEpochMilli()) : 0;
                if (weight != 0) {
                    weightByKey.merge(key, weight, Double::sum);
                }
            });
        }
        return weightByKey;
    }

    /** Shows each bucket of the last thirty days, leaf by leaf. */
    public void visitRecent(RecentVisitor visitor) {
        states.forEach(state -> state.traceByDimension()
                .forEach((key, trace) ->
                        trace.recent().visit((startMillis, weight) -> visitor.bucket(key, startMillis, weight))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Details that
                && habits().equals(that.habits())
                && transitions().equals(that.transitions())
                && purchases().equals(that.purchases())
                && declared().equals(that.declared());
    }

    @Override
    public int hashCode() {
        return purchases().hashCode();
    }
}
