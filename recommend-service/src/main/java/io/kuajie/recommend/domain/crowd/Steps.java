package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;

/**
 * One person's steps from one thing to the next, in the order in which the person last dealt with them: to each thing from what was dealt
 * with latest before it on each shelf, its own included, within {@value #WITHIN_SECONDS} seconds. Things of the same second, such as those
 * of one order, have no order among themselves. A function of the person's last state alone, so replays and events out of order change
 * nothing. The arrays are parallel, in the rising order of {@code from} and then {@code to}.
 *
 * <p>Cost: the steps themselves, things times shelves, and the sorting of both. Things that are dealt with one at a time have a step a
 * shelf at most; only seconds in which many are dealt with have more, the product of what two such seconds have.
 *
 * @param weights the lesser weight of both things times {@link #closeness}
 */
record Steps(int[] from, int[] fromShelves, int[] to, int[] toShelves, int[] weights) {
    static final Steps NONE = new Steps(new int[0], new int[0], new int[0], new int[0], new int[0]);

    /** The weight of one person's step from purchase to purchase within a session. */
    static final int ONE_PERSON = Weights.PURCHASE * Transitions.CLOSEST;

    private static final int WITHIN_SECONDS = 7 * 24 * 3600;
    private static final int DAY_SECONDS = 24 * 3600;
    private static final int SESSION_SECONDS = 30 * 60;

    /** How close what followed after so many seconds is: {@link Transitions#CLOSEST} within a session, 2 in a day, 1 in a week, then 0. */
    static int closeness(long seconds) {
        if (seconds < 0 || seconds > WITHIN_SECONDS) {
            return 0;
        }
        if (seconds > DAY_SECONDS) {
            return 1;
        }
        return seconds > SESSION_SECONDS ? 2 : Transitions.CLOSEST;
    }

    /** @param lastSeconds when each thing was last dealt with, 0 where unknown; may go on beyond them */
    static Steps of(Weights things, int[] lastSeconds) {
        int[] order = inTime(things.size(), lastSeconds);
        Walk walk = new Walk(things, lastSeconds);
        int end = 0;
        for (int start = 0; start < order.length; start = end) {
            while (end < order.length && lastSeconds[order[end]] == lastSeconds[order[start]]) {
                end++;
            }
            walk.on(Arrays.copyOfRange(order, start, end));
        }
        return walk.steps();
    }

    /** How a step here stands to one there, in the order of both. */
    int compare(int here, Steps other, int there) {
        int order = Integer.compare(from[here], other.from[there]);
        return order == 0 ? Integer.compare(to[here], other.to[there]) : order;
    }

    int size() {
        return weights.length;
    }

    /** Places of the things whose time is known, the earliest first. */
    private static int[] inTime(int size, int[] lastSeconds) {
        int[] places = places(size, lastSeconds);
        int known = 0;
        while (known < size && lastSeconds[places[known]] <= 0) {
            known++;
        }
        return Arrays.copyOfRange(places, known, size);
    }

    /** The first so many places in the rising order of their values. */
    private static int[] places(int size, int[] values) {
        long[] order = new long[size];
        for (int place = 0; place < size; place++) {
            order[place] = (long) values[place] << Integer.SIZE | place;
        }
        Arrays.sort(order);
        int[] places = new int[size];
        Arrays.setAll(places, i -> (int) order[i]);
        return places;
    }

    /** Walks through time, with the latest things of each shelf in mind. */
    private static final class Walk {
        /** Of the bits of a step for each of its things, and for its weight. */
        private static final int BITS = Long.SIZE / 3;

        private static final long MASK = (1L << BITS) - 1;
        private static final int NOTHING = -1;

        private final Weights things;
        private final int[] lastSeconds;
        /** Places of things by rank in the order of their numbers, and the other way round. */
        private final int[] byNumber;

        private final int[] ranks;
        /** The latest thing of each shelf, and by thing another of the same shelf and second. */
        private final int[] latest;

        private final int[] beside;
        private final int[] shelves;
        private int shelfCount;
        /** Ranks of both things and the weight, so that their order is that of the numbers. */
        private long[] found = new long[8];

        private int size;

        Walk(Weights things, int[] lastSeconds) {
            this.things = things;
            this.lastSeconds = lastSeconds;
            this.byNumber = places(things.size(), things.numbers());
            this.ranks = new int[byNumber.length];
            for (int rank = 0; rank < byNumber.length; rank++) {
                ranks[byNumber[rank]] = rank;
            }
            this.latest = new int[Arrays.stream(things.shelves()).max().orElse(0) + 1];
            Arrays.fill(latest, NOTHING);
            this.beside = new int[things.size()];
            this.shelves = new int[Math.min(latest.length, things.size())];
        }

        /** @param now all things of the next second */
        void on(int[] now) {
            for (int thing : now) {
                for (int i = 0; i < shelfCount; i++) {
                    for (int other = latest[shelves[i]]; other != NOTHING; other = beside[other]) {
                        add(other, thing);
                    }
                }
            }
            for (int thing : now) {
                int shelf = things.shelves()[thing];
                int before = latest[shelf];
                if (before == NOTHING) {
                    shelves[shelfCount++] = shelf;
                }
                beside[thing] = before != NOTHING && lastSeconds[before] == lastSeconds[thing] ? before : NOTHING;
                latest[shelf] = thing;
            }
        }

        private void add(int one, int other) {
            int closeness = closeness((long) lastSeconds[other] - lastSeconds[one]);
            if (closeness > 0) {
                found = size == found.length ? Arrays.copyOf(found, size * 2) : found;
                long weight = closeness * Math.min(things.weights()[one], things.weights()[other]);
                found[size++] = (long) ranks[one] << 2 * BITS | (long) ranks[other] << BITS | weight;
            }
        }

        Steps steps() {
            if (size == 0) {
                return NONE;
            }
            Arrays.sort(found, 0, size);
            Steps steps = new Steps(new int[size], new int[size], new int[size], new int[size], new int[size]);
            for (int i = 0; i < size; i++) {
                int one = byNumber[(int) (found[i] >>> 2 * BITS)];
                int other = byNumber[(int) (found[i] >>> BITS & MASK)];
                steps.from[i] = things.numbers()[one];
                steps.fromShelves[i] = things.shelves()[one];
                steps.to[i] = things.numbers()[other];
                steps.toShelves[i] = things.shelves()[other];
                steps.weights[i] = (int) (found[i] & MASK);
            }
            return steps;
        }
    }
}
