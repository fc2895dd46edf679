package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Several ways to split the same data, as the given training and test parts were: the first is the given one. At random, each
 * person has as many test interactions as given. By time, the test parts are windows as large as the given one, each a quarter
 * of a window earlier than the one before; what comes after a window is left out.
 */
record Splits(Interactions all, Interactions test, Shape shape, long seed) {
    /** One way. */
    record Split(Interactions train, Interactions test) {}

    private static final int STEPS_OF_A_WINDOW = 4;

    static Splits of(Interactions train, Interactions test, Shape shape, long seed) {
        return new Splits(train.plus(test), test, shape, seed);
    }

    /** @param number 1 or more; the given split is number 0 */
    Split split(int number) {
        BitSet tested = new BitSet(all.size());
        BitSet left = new BitSet(all.size());
        switch (shape) {
            case RANDOM -> random(number, tested);
            case LATEST_OF_PERSON -> latestOfPerson(number, tested, left);
            case AFTER_A_MOMENT -> afterAMoment(number, tested, left);
        }
        return new Split(
                all.where((person, place) -> !tested.get(place) && !left.get(place)),
                all.where((person, place) -> tested.get(place)));
    }

    private void random(int number, BitSet tested) {
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        for (int person = 0; person < all.people(); person++) {
            int targets = all.targetDegree(person);
            int wanted = Math.min(test.targetDegree(person), targets);
            for (int i = 0; i < targets; i++) {
                if (random.nextInt(targets - i) < wanted) {
                    tested.set(all.start(person) + i);
                    wanted--;
                }
            }
        }
    }

    private void latestOfPerson(int number, BitSet tested, BitSet left) {
        for (int person = 0; person < all.people(); person++) {
            List<Integer> places = byTime(all.start(person), all.start(person) + all.targetDegree(person));
            int window = Math.min(test.targetDegree(person), places.size());
            int back = (number * window + STEPS_OF_A_WINDOW - 1) / STEPS_OF_A_WINDOW;
            window(places, window, back, tested, left);
        }
    }

    private void afterAMoment(int number, BitSet tested, BitSet left) {
        List<Integer> places = new ArrayList<>(byTime(0, all.size()));
        places.removeIf(place -> all.columns()[place] >= all.targets());
        int window = (int) Math.min(test.size(), places.size());
        window(places, window, number * window / STEPS_OF_A_WINDOW, tested, left);
    }

    private List<Integer> byTime(int from, int to) {
        Integer[] places = new Integer[to - from];
        Arrays.setAll(places, i -> from + i);
        Arrays.sort(places, Comparator.comparingLong(place -> all.times()[place]));
        return Arrays.asList(places);
    }

    private static void window(List<Integer> places, int window, int back, BitSet tested, BitSet left) {
        int end = Math.max(window, places.size() - back);
        places.subList(end - window, end).forEach(tested::set);
        places.subList(end, places.size()).forEach(left::set);
    }
}
