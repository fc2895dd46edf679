package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that one leaf's events add up to. A function of the events alone: no clock, and replays change nothing, because it
 * remembers the highest position it has taken.
 *
 * <p>Masses are forward decay relative to a landmark that moves by whole half-lives, so an event that comes late adds what it
 * would have added in time; sums differ from a recomputation in another order only by rounding (about 1e-15 an addition).
 * Dimensions and items are bounded: where one too many appears, the lightest of the others goes. Counts and spend are exact.
 *
 * <p>Mutable and for one thread; {@link LeafCodec} is its stored form.
 */
public final class LeafState {
    public static final int MOST_DIMENSIONS = 128;
    public static final int MOST_ITEMS = 64;
    /** Custom event names beyond this number are counted together, under {@value #OTHER_ACTIONS}. */
    static final int MOST_ACTIONS = 64;

    static final String OTHER_ACTIONS = "other";

    final HalfLife halfLife;
    long landmarkMillis = Long.MIN_VALUE;
    int partition;
    long applied = -1;
    long firstAtMillis = Long.MAX_VALUE;
    long lastAtMillis = Long.MIN_VALUE;
    String domain = "";
    final ArrayMap<String, Long> countByAction = new ArrayMap<>();
    final ArrayMap<String, Long> spendByCurrency = new ArrayMap<>();
    final ArrayMap<DimensionKey, DimensionTrace> traceByDimension = new ArrayMap<>();
    final ArrayMap<ItemKey, ItemTrace> traceByItem = new ArrayMap<>();
    SparseCounts habits = new SparseCounts();
    SparseCounts transitions = new SparseCounts();
    Purchases purchases = new Purchases();
    Declarations declared = Declarations.NONE;
    /** Code of the action that was taken last; -1 before the first. */
    int lastAction = -1;

    /** Nothing yet. */
    public LeafState(HalfLife halfLife) {
        this.halfLife = halfLife;
    }

    /**
     * Takes one event in, unless its position is not above the highest taken.
     *
     * @return whether anything changed
     * @throws IllegalArgumentException if the leaf's events come from another partition than before
     */
    public boolean apply(LeafEvent event) {
        SourcePosition position = event.position();
        if (applied >= 0 && position.partition() != partition) {
            throw new IllegalArgumentException(
                    "The event at %s belongs to a leaf whose events stand in partition %d of behavior.raw; the partition count was changed, so profiles need a rebuild."
                            .formatted(position, partition));
        }
        if (position.offset() <= applied) {
            return false;
        }
        partition = position.partition();
        applied = position.offset();
        add(event);
        return true;
    }

    /** The highest position taken; empty before the first event. */
    public Optional<SourcePosition> position() {
        return applied < 0 ? Optional.empty() : Optional.of(new SourcePosition(partition, applied));
    }

    /** Offset of {@link #position}, or -1. */
    public long applied() {
        return applied;
    }

    /** Industry of the event that was taken last; empty before the first. */
    public String domain() {
        return domain;
    }

    public Instant firstAt() {
        return Instant.ofEpochMilli(firstAtMillis);
    }

    public Instant lastAt() {
        return Instant.ofEpochMilli(lastAtMillis);
    }

    public long events() {
        long sum = 0;
        for (int i = 0; i < countByAction.size(); i++) {
            sum += countByAction.value(i);
        }
        return sum;
    }

    public Map<String, Long> countByAction() {
        return Collections.unmodifiableMap(countByAction);
    }

    /** Paid less refunded, in minor units. */
    public Map<String, Long> spendByCurrency() {
        return Collections.unmodifiableMap(spendByCurrency);
    }

    /** Kinds of behaviour with their masses as of the landmark; times {@link #factor} they are as of another time. */
    public Map<DimensionKey, Double> massByDimension() {
        Map<DimensionKey, Double> massByDimension = new LinkedHashMap<>();
        traceByDimension.forEach((key, trace) -> massByDimension.put(key, trace.mass));
        return massByDimension;
    }

    /** What was done of each kind. */
    public Map<DimensionKey, DimensionTrace> traceByDimension() {
        return Collections.unmodifiableMap(traceByDimension);
    }

    public Map<ItemKey, ItemTrace> traceByItem() {
        return Collections.unmodifiableMap(traceByItem);
    }

    /** Events by local hour of the week, from 0 for Monday's first. */
    public SparseCounts habits() {
        return habits;
    }

    /** How often one action followed another: {@link ActionCode#transition}. */
    public SparseCounts transitions() {
        return transitions;
    }

    /** Code of the action that was taken last; -1 before the first. */
    public int lastAction() {
        return lastAction;
    }

    public Purchases purchases() {
        return purchases;
    }

    /** What the leaf has declared of itself. */
    public Declarations declared() {
        return declared;
    }

    /** A dimension's mass as of the landmark. */
    public double massOf(DimensionTrace trace) {
        return trace.mass;
    }

    /** An item's mass as of the landmark. */
    public double massOf(ItemTrace trace) {
        return trace.mass;
    }

    /** What a mass as of the landmark is to be multiplied with, to be as of this time. */
    public double factor(Instant at) {
        return halfLife.factor(landmarkMillis, at.toEpochMilli());
    }

    private void add(LeafEvent event) {
        long at = event.occurredAt().toEpochMilli();
        firstAtMillis = Math.min(firstAtMillis, at);
        lastAtMillis = Math.max(lastAtMillis, at);
        domain = event.domain().value();
        count(event.action());
        spend(event.action(), event.amount());
        purchases.add(event);
        declared = declared.with(event.declared(), at);
        follow(event);
        moveLandmark(at);
        if (event.isTelling()) {
            double mass = event.weight() * halfLife.factor(at, landmarkMillis);
            DimensionKey dimension = new DimensionKey(event.action().name(), domain, event.category());
            DimensionTrace trace = traceByDimension.computeIfAbsent(dimension, key -> new DimensionTrace());
            trace.add(mass);
            trace.recent.add(at, event.weight(), lastAtMillis);
            Bound.DIMENSIONS.keep(traceByDimension, dimension);
            touch(event, mass);
        }
    }

    /** What comes after what is told by the order of arrival, which is the same for every reader. */
    private void follow(LeafEvent event) {
        int action = ActionCode.of(event.action().name());
        if (lastAction >= 0) {
            transitions.add(ActionCode.transition(lastAction, action), 1);
        }
        lastAction = action;
        if (event.hourOfWeek() >= 0) {
            habits.add(event.hourOfWeek(), 1);
        }
    }

    /** Brings windows to the latest event's time; they are stored like that. */
    void settle() {
        for (int i = 0; i < traceByDimension.size(); i++) {
            traceByDimension.value(i).recent.settle(lastAtMillis);
        }
    }

    private void touch(LeafEvent event, double mass) {
        ItemKey item = event.item();
        if (item != null) {
            traceByItem.computeIfAbsent(item, key -> ItemTrace.of(event)).add(event, mass);
            Bound.ITEMS.keep(traceByItem, item);
        }
    }

    private void count(Action action) {
        boolean named =
                action.isKnown() || countByAction.containsKey(action.name()) || countByAction.size() < MOST_ACTIONS;
        countByAction.merge(named ? action.name() : OTHER_ACTIONS, 1L, Long::sum);
    }

    private void spend(Action action, @Nullable Money amount) {
        if (amount != null && action.equals(Action.BUY)) {
            spendByCurrency.merge(amount.currency(), amount.minorUnits(), LeafState::saturatedSum);
        } else if (amount != null && action.equals(Action.REFUND)) {
            spendByCurrency.merge(amount.currency(), -Math.abs(amount.minorUnits()), LeafState::saturatedSum);
        }
    }

    private void moveLandmark(long atMillis) {
        long next = halfLife.landmark(atMillis);
        if (next <= landmarkMillis) {
            return;
        }
        if (landmarkMillis != Long.MIN_VALUE) {
            double factor = halfLife.factor(landmarkMillis, next);
            traceByDimension.forEach((key, trace) -> trace.mass *= factor);
            traceByItem.forEach((key, trace) -> trace.mass *= factor);
        }
        landmarkMillis = next;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
        return overflown ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
