package io.kuajie.ingest.app.agreements;

import io.kuajie.kernel.PartnerId;
import java.util.Comparator;

/**
 * Two partners in one direction.
 *
 * @param source whose data
 * @param target who may use it
 */
record Sides(PartnerId source, PartnerId target) implements Comparable<Sides> {
    private static final Comparator<Sides> ORDER =
            Comparator.comparing(Sides::source).thenComparing(Sides::target);

    boolean has(PartnerId partner) {
        return source.equals(partner) || target.equals(partner);
    }

    @Override
    public int compareTo(Sides other) {
        return ORDER.compare(this, other);
    }
}
