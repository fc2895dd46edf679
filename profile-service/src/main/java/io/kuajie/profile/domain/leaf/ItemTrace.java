package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.binary.BinaryWriter;

/** What one leaf did with one item. Order of events does not matter. */
public final class ItemTrace {
    private static final int THOUSANDTHS = 1000;

    String domain;
    String category;
    double mass;
    String strongest;
    long milliUnits;
    long lastAtMillis;

    ItemTrace(String domain, String category, double mass, String strongest, long milliUnits, long lastAtMillis) {
        this.domain = domain;
        this.category = category;
        this.mass = mass;
        this.strongest = strongest;
        this.milliUnits = milliUnits;
        this.lastAtMillis = lastAtMillis;
    }

    static ItemTrace of(LeafEvent event) {
        return new ItemTrace(
                event.domain().value(), event.category(), 0, event.action().name(), 0, Long.MIN_VALUE);
    }

    void add(LeafEvent event, double addedMass) {
        long at = event.occurredAt().toEpochMilli();
        mass = BinaryWriter.rounded(mass + addedMass);
        if (!event.category().isEmpty() && (category.isEmpty() || at >= lastAtMillis)) {
            category = event.category();
        }
        if (isStronger(event.action(), new Action(strongest))) {
            strongest = event.action().name();
        }
        if (event.action().equals(Action.BUY)) {
            milliUnits += thousandths(event.quantity());
        } else if (event.action().equals(Action.REFUND)) {
            milliUnits -= thousandths(event.quantity());
        }
        lastAtMillis = Math.max(lastAtMillis, at);
    }

    public String domain() {
        return domain;
    }

    /** Empty where unknown. */
    public String category() {
        return category;
    }

    /** The action of greatest default weight so far. */
    public String strongest() {
        return strongest;
    }

    /** Whether more was bought than given back. */
    public boolean isOwned() {
        return milliUnits > 0;
    }

    public long lastAtMillis() {
        return lastAtMillis;
    }

    private static boolean isStronger(Action action, Action than) {
        int order = Double.compare(action.defaultWeight(), than.defaultWeight());
        return order > 0 || order == 0 && action.name().compareTo(than.name()) < 0;
    }

    private static long thousandths(double quantity) {
        return Math.round(Math.abs(quantity) * THOUSANDTHS);
    }
}
