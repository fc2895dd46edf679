package io.kuajie.ingest.domain.bots;

import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells when somebody goes through more different things in a minute of event time than a person can: looks at more items, places more
 * orders, reviews more items. A script that keeps below the rates gives itself away by never returning to anything (Tan and Kumar,
 * Discovery of Web Robot Sessions Based on their Navigational Patterns, 2002).
 *
 * <p>A table of fixed size holds for each (leaf, pursuit, minute) seen lately which of 1,024 places the things' hashes fall on; as many
 * as are taken were different for certain. Each has one shelf, and a newcomer takes the shelf of whoever holds it. So all errors are
 * to the person's favour, by a tenth at 200 different things and by a sixth at 300. Any number of threads.
 */
public final class PersonSequences {
    /** The largest bound: nearer to the number of places, counts fall short of what was done by far. */
    public static final int LARGEST_BOUND = 700;

    private static final int SHELVES = 1 << 12;
    private static final int PLACES = 1 << 10;
    private static final long MINUTE_MILLIS = 60_000;

    private final Map<Pursuit, Integer> mostByPursuit;
    private final Shelf[] shelves = new Shelf[SHELVES];
    /** Written so that the reads before it are made; nobody asks for it. */
    @SuppressWarnings("UnusedVariable")
    private long looked;

    /**
     * @param mostByPursuit different things that one person may go through in a minute; 0 for no bound
     * @throws IllegalArgumentException if a bound isn't from 0 to {@value #LARGEST_BOUND}
     */
    public PersonSequences(Map<Pursuit, Integer> mostByPursuit) {
        mostByPursuit.forEach((pursuit, most) -> {
            if (most < 0 || most > LARGEST_BOUND) {
                throw new IllegalArgumentException(
                        "The bound of different things in a minute (%d, of %s) must be from 0 to %d; 0 is for none."
                                .formatted(most, pursuit, LARGEST_BOUND));
            }
        });
        this.mostByPursuit = new EnumMap<>(Pursuit.class);
        this.mostByPursuit.putAll(mostByPursuit);
        Arrays.setAll(shelves, place -> new Shelf());
    }

    /** The bounds with an empty table: for a file, which is not what anybody does at the moment. */
    public PersonSequences emptied() {
        return new PersonSequences(mostByPursuit);
    }

    /** Looks where these people will stand if they view something, which they mostly do; as {@link PersonRates#expect} does. */
    public void expect(List<Sighting> sightings) {
        long seen = 0;
        for (Sighting sighting : sightings) {
            long owner = owner(sighting.leaf(), Pursuit.VIEWING, sighting.occurredAt() / MINUTE_MILLIS);
            seen += shelves[(int) (owner & (SHELVES - 1))].owner;
        }
        looked = seen;
    }

    /** Notes an event that was just sent, and tells whether it is one too many, or one after too many of that minute. */
    public boolean isImpossible(RawEvent event) {
        return PersonRates.isRecent(event.occurredAt(), event.receivedAt()) && isImpossible(event, event.occurredAt());
    }

    /** The same at another time. @param occurredAt milliseconds since the epoch */
    boolean isImpossible(RawEvent event, long occurredAt) {
        Pursuit pursuit = Pursuit.of(event);
        if (pursuit == null) {
            return false;
        }
        int most = mostByPursuit.getOrDefault(pursuit, 0);
        String thing = pursuit.thing(event);
        if (most == 0 || thing == null) {
            return false;
        }
        long owner = owner(event.leaf(), pursuit, occurredAt / MINUTE_MILLIS);
        int place = (int) (PersonRates.mixed(thing.hashCode()) & (PLACES - 1));
        return shelves[(int) (owner & (SHELVES - 1))].isBeyond(most, owner, place);
    }

    private static long owner(LeafKey leaf, Pursuit pursuit, long minute) {
        long person = 31L * leaf.partner().value().hashCode() + leaf.pseudonym().hashCode();
        return PersonRates.mixed(person * 0x9E3779B97F4A7C15L + minute * Pursuit.values().length + pursuit.ordinal());
    }

    /** What one person went through in one minute: the first few places beside each other, for most go no further; then bits for all. */
    private static final class Shelf {
        private static final int FEW = 5;
        private static final int PLACE_BITS = Integer.numberOfTrailingZeros(PLACES);

        private long owner;
        private long few;
        private int count;
        private long[] taken = new long[0];

        synchronized boolean isBeyond(int most, long who, int place) {
            if (owner != who) {
                owner = who;
                few = 0;
                count = 0;
            }
            if (!isTaken(place)) {
                take(place);
            }
            return count > most;
        }

        private boolean isTaken(int place) {
            if (count > FEW) {
                return (taken[place / Long.SIZE] & 1L << place) != 0;
            }
            for (int n = 0; n < count; n++) {
                if (nth(n) == place) {
                    return true;
                }
            }
            return false;
        }

        private void take(int place) {
            if (count < FEW) {
                few |= (long) place << (count * PLACE_BITS);
            } else {
                if (count == FEW) {
                    spread();
                }
                mark(place);
            }
            count++;
        }

        private void spread() {
            taken = new long[PLACES / Long.SIZE];
            for (int n = 0; n < FEW; n++) {
                mark(nth(n));
            }
        }

        private int nth(int n) {
            return (int) (few >>> (n * PLACE_BITS)) & (PLACES - 1);
        }

        private void mark(int place) {
            taken[place / Long.SIZE] |= 1L << place;
        }
    }
}
