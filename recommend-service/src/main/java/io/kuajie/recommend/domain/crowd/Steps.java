package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;

/**
 * One person's steps from one thing to the next, in the order in which the person last dealt with them: to each thing from what was dealt
 * with latest before it on each shelf, its own included, within {@value #WITHIN_SECONDS} seconds. Things of the same second, such as those
 * of one order, have no order among themselves. A function of the person's last state alone, so replays and events out of order change
 * nothing. The arrays are parallel.
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
        for (int place = 1; place < order.length; place++) {
            walk.back(order, place);
        }
        return walk.steps();
    }

    /** The weight of the step from one to the other; zero where there is none. */
    int weightOf(int one, int other) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] == one && to[i] == other) {
                return weights[i];
            }
        }
        return 0;
    }

    int size() {
        return weights.length;
    }

    /** Places of the things whose time is known, the earliest first. */
    private static int[] inTime(int size, int[] lastSeconds) {
        long[] order = new long[size];
        int known = 0;
        for (int i = 0; i < size; i++) {
            if (lastSeconds[i] > 0) {
                order[known++] = (long) lastSeconds[i] << Integer.SIZE | i;
            }
        }
        Arrays.sort(order, 0, known);
        int[] places = new int[known];
        Arrays.setAll(places, i -> (int) order[i]);
        return places;
    }

    /** Walks back from each thing to those before it. */
    private static final class Walk {
        private final Weights things;
        private final int[] lastSeconds;
        private final int[] latestOfShelf;
        private int[] pairs = new int[16];
        private int size;

        Walk(Weights things, int[] lastSeconds) {
            this.things = things;
            this.lastSeconds = lastSeconds;
            this.latestOfShelf = new int[Arrays.stream(things.shelves()).max().orElse(0) + 1];
        }

        void back(int[] order, int place) {
            int thing = order[place];
            Arrays.fill(latestOfShelf, 0);
            for (int earlier = place - 1; earlier >= 0; earlier--) {
                int other = order[earlier];
                int closeness = closeness((long) lastSeconds[thing] - lastSeconds[other]);
                if (closeness == 0) {
                    return;
                }
                int shelf = things.shelves()[other];
                boolean isLatest = latestOfShelf[shelf] == 0 || latestOfShelf[shelf] == lastSeconds[other];
                if (isLatest && lastSeconds[other] < lastSeconds[thing]) {
                    latestOfShelf[shelf] = lastSeconds[other];
                    add(other, thing, closeness);
                }
            }
        }

        private void add(int one, int other, int closeness) {
            pairs = size + 3 > pairs.length ? Arrays.copyOf(pairs, pairs.length * 2) : pairs;
            pairs[size++] = one;
            pairs[size++] = other;
            pairs[size++] = closeness * Math.min(things.weights()[one], things.weights()[other]);
        }

        Steps steps() {
            int count = size / 3;
            if (count == 0) {
                return NONE;
            }
            Steps steps = new Steps(new int[count], new int[count], new int[count], new int[count], new int[count]);
            for (int i = 0; i < count; i++) {
                int one = pairs[3 * i];
                int other = pairs[3 * i + 1];
                steps.from[i] = things.numbers()[one];
                steps.fromShelves[i] = things.shelves()[one];
                steps.to[i] = things.numbers()[other];
                steps.toShelves[i] = things.shelves()[other];
                steps.weights[i] = pairs[3 * i + 2];
            }
            return steps;
        }
    }
}
