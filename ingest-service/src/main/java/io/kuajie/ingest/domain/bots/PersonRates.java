package io.kuajie.ingest.domain.bots;

import io.kuajie.kernel.LeafKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells when somebody does more in a second or a minute of event time than a person can.
 *
 * <p>A table of fixed size holds a count for each (leaf, second) and (leaf, minute) seen lately. Each has one place, and a newcomer
 * takes the place of whoever holds it: what is forgotten is counted too low, nothing is ever counted too high except where 40 bits
 * of two hashes agree. The places of one person lie side by side, so that both are fetched from memory at once. One atomic update an
 * event and span; any number of threads.
 */
public final class PersonRates {
    private static final int PLACES = 1 << 16;
    /** What a person shares with those of the same hash: half of it for seconds, half for minutes. */
    private static final int SHELF = 8;

    private static final int HALF = SHELF / 2;
    private static final int COUNT_BITS = 24;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60_000;
    /** What lies further back may have been recorded with coarse times, such as days. */
    private static final long RECENT_MILLIS = 3_600_000;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);
    /** Written so that the reads before it are made; nobody asks for it. */
    @SuppressWarnings("UnusedVariable")
    private long looked;

    private final int mostInSecond;
    private final int mostInMinute;

    /** @param mostInSecond events that one person may have in a second; 0 for no bound; likewise a minute */
    public PersonRates(int mostInSecond, int mostInMinute) {
        this.mostInSecond = mostInSecond == 0 ? Integer.MAX_VALUE : mostInSecond;
        this.mostInMinute = mostInMinute == 0 ? Integer.MAX_VALUE : mostInMinute;
    }

    /**
     * Counts an event, and tells whether it is one too many.
     *
     * @param occurredAt milliseconds since the epoch; receivedAt likewise
     */
    public boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt) {
        if (!isRecent(occurredAt, receivedAt)) {
            return false;
        }
        long person = person(leaf);
        int shelf = shelf(person);
        boolean inSecond = countInSecond(shelf, person, occurredAt) > mostInSecond;
        boolean inMinute = countInMinute(shelf, person, occurredAt) > mostInMinute;
        return inSecond || inMinute;
    }

    /**
     * Looks where these people will be counted next. Nearly each of them stands elsewhere in memory: looked at together, all are waited for
     * once, and one after the other, each is.
     */
    public void expect(List<Sighting> sightings) {
        long seen = 0;
        for (Sighting sighting : sightings) {
            int shelf = shelf(person(sighting.leaf()));
            seen += places.getPlain(shelf) + places.getPlain(shelf + SHELF - 1);
        }
        looked = seen;
    }

    static boolean isRecent(long occurredAt, long receivedAt) {
        return Math.abs(receivedAt - occurredAt) <= RECENT_MILLIS;
    }

    /** The bounds with an empty table: for a file, which is not what anybody does at the moment. */
    public PersonRates emptied() {
        return new PersonRates(mostInSecond, mostInMinute);
    }

    /** Counts an event in its second. */
    boolean isTooManyInSecond(LeafKey leaf, long occurredAt) {
        long person = person(leaf);
        return countInSecond(shelf(person), person, occurredAt) > mostInSecond;
    }

    /** Counts an event in its minute. */
    boolean isTooManyInMinute(LeafKey leaf, long occurredAt) {
        long person = person(leaf);
        return countInMinute(shelf(person), person, occurredAt) > mostInMinute;
    }

    private long countInSecond(int shelf, long person, long occurredAt) {
        return count(shelf, person, occurredAt / SECOND_MILLIS * 2);
    }

    private long countInMinute(int shelf, long person, long occurredAt) {
        return count(shelf + HALF, person, occurredAt / MINUTE_MILLIS * 2 + 1);
    }

    private static long person(LeafKey leaf) {
        return 31L * leaf.partner().value().hashCode() + leaf.pseudonym().hashCode();
    }

    private static int shelf(long person) {
        return (int) (mixed(person) & (PLACES / SHELF - 1)) * SHELF;
    }

    private long count(int first, long person, long span) {
        long hash = mixed(person * 0x9E3779B97F4A7C15L + span);
        int place = first + (int) (hash & (HALF - 1));
        long owner = hash & ~COUNT;
        return places.updateAndGet(
                        place, old -> (old & ~COUNT) != owner ? owner | 1 : old == (owner | COUNT) ? old : old + 1)
                & COUNT;
    }

    /** Steele, Lea and Flood, Fast splittable pseudorandom number generators (OOPSLA 2014): the finaliser. */
    static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
