package io.kuajie.recommend.domain.serving;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Until when a list must be made. Each part that may take its time asks whether it is too late for it, and is then left out and
 * told, as is what can't be found at all; what everybody likes is always found. Of one request, and used by its thread alone.
 */
public final class Deadline {
    /** What can be left out. */
    enum Part {
        /** The learnt model's opinion. */
        MODEL,
        /** Candidates other than what is popular. */
        SOURCES,
        /** The request's boost. */
        BOOST,
        /** Items that the request's filter was not asked about: they are not shown. */
        FILTER,
        /** The model of clicks, or of orders. */
        CLICKS,
        /** Offers. */
        OFFERS,
        /** Pins that are not known. */
        PINS
    }

    private final LongSupplier nanoTime;
    private final long end;
    private final Set<Part> leftOut = EnumSet.noneOf(Part.class);

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** @param nanoTime a clock like {@link System#nanoTime()} @param nanos from now */
    public static Deadline in(long nanos, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos);
    }

    /** Whether it is too late for this. Once it is for anything, it is for all that follows. */
    boolean isTooLateFor(Part part) {
        if (hasPassed()) {
            leftOut.add(part);
            return true;
        }
        return false;
    }

    /** Leaves out what has nothing to do with time. */
    void leaveOut(Part part) {
        leftOut.add(part);
    }

    /** Whether it has passed, which leaves nothing out yet. */
    boolean hasPassed() {
        return nanoTime.getAsLong() - end >= 0;
    }

    /** What was left out of the list; empty for a whole one. */
    List<String> leftOut() {
        return leftOut.isEmpty()
                ? List.of()
                : leftOut.stream()
                        .map(part -> part.name().toLowerCase(Locale.ROOT))
                        .toList();
    }
}
