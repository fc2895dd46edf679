package io.kuajie.recommend.domain.expression;

import io.kuajie.recommend.domain.items.ItemNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Remembers of which items a condition holds, as looking that up takes a fraction of asking. An answer counts for one version of an item; a
 * newer one, or another item whose number falls on the same place, takes its place. Where many take others' places there are soon twice as
 * many: from 8 kB to 2 MB, as long as there is room for it. Thread-safe.
 */
final class Verdicts {
    static final int LEAST_PLACES = 1 << 10;
    static final int MOST_PLACES = 1 << 18;

    private static final long KNOWN = 1;
    private static final long HOLDS = 2;
    private static final int VERSION_BITS = 30;

    private final AtomicInteger room;

    /** Of each the item's number, its version, and two flags. */
    private volatile AtomicLongArray verdicts = new AtomicLongArray(LEAST_PLACES);

    /** How many answers of other items were overwritten since there are so many places; a few may be missed where two threads count. */
    private int overwritten;

    private boolean isReleased;

    /** @param room how many places more than the least all conditions may have together; what is taken of it is taken off */
    Verdicts(AtomicInteger room) {
        this.room = room;
    }

    /** @param mayAsk asked before the condition is; where it says no, nothing is remembered, and the condition passes for not holding */
    boolean of(ItemNode node, Predicate<ItemNode> condition, BooleanSupplier mayAsk) {
        AtomicLongArray known = verdicts;
        int place = place(node.number(), known);
        // The version first: what is found of a later one is then asked again.
        long mark = (long) node.number() << Integer.SIZE | (node.version() & (1L << VERSION_BITS) - 1) << 2 | KNOWN;
        long verdict = known.get(place);
        if ((verdict & ~HOLDS) == mark) {
            return (verdict & HOLDS) != 0;
        }
        if (!mayAsk.getAsBoolean()) {
            return false;
        }
        boolean holds = condition.test(node);
        known.set(place, holds ? mark | HOLDS : mark);
        if (verdict != 0 && number(verdict) != node.number() && ++overwritten > known.length()) {
            grow();
        }
        return holds;
    }

    /** Gives back the room; to be called when the condition is kept no longer. What is still asked is answered. */
    synchronized void release() {
        if (!isReleased) {
            isReleased = true;
            room.addAndGet(verdicts.length() - LEAST_PLACES);
        }
    }

    private synchronized void grow() {
        AtomicLongArray known = verdicts;
        int more = known.length();
        overwritten = 0;
        if (isReleased || more == MOST_PLACES || !takeRoom(more)) {
            return;
        }
        AtomicLongArray larger = new AtomicLongArray(2 * more);
        for (int i = 0; i < more; i++) {
            long verdict = known.get(i);
            if (verdict != 0) {
                larger.setPlain(place(number(verdict), larger), verdict);
            }
        }
        verdicts = larger;
    }

    private boolean takeRoom(int places) {
        if (room.addAndGet(-places) >= 0) {
            return true;
        }
        room.addAndGet(places);
        return false;
    }

    /** Numbers follow each other, so a catalogue that is no larger than this has a place for each. */
    private static int place(int number, AtomicLongArray verdicts) {
        return number & (verdicts.length() - 1);
    }

    private static int number(long verdict) {
        return (int) (verdict >>> Integer.SIZE);
    }
}
