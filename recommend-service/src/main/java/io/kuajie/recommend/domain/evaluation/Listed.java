package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Interactions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Counts how often each item is listed. Thread-safe; in whole numbers, so that it does not depend on the order of the lists. */
final class Listed {
    private final int[] cutoffs;
    private final int targets;

    /** By cut-off and item: in how many lists it comes after the cut-off before and up to this one. */
    private final AtomicIntegerArray counts;

    /** @param cutoffs rising */
    Listed(int[] cutoffs, int targets) {
        this.cutoffs = cutoffs.clone();
        this.targets = targets;
        this.counts = new AtomicIntegerArray(cutoffs.length * targets);
    }

    int targets() {
        return targets;
    }

    /** @param list best first, different items */
    void add(int[] list) {
        int cutoff = 0;
        for (int place = 0; place < list.length && cutoff < cutoffs.length; place++) {
            counts.incrementAndGet(cutoff * targets + list[place]);
            cutoff += place + 1 == cutoffs[cutoff] ? 1 : 0;
        }
    }

    /**
     * What all lists together are like.
     *
     * @param data what popularity is by
     * @param trials that the lists were for
     */
    Lists lists(Interactions data, List<Trial> trials) {
        int[] people = Arrays.copyOf(data.countByItem(), targets);
        double taken = taken(people, trials);
        double[][] figures = new double[4][cutoffs.length];
        int[] places = new int[targets];
        for (int cutoff = 0; cutoff < cutoffs.length; cutoff++) {
            for (int item = 0; item < targets; item++) {
                places[item] += counts.get(cutoff * targets + item);
            }
            figures[0][cutoff] = coverage(places);
            figures[1][cutoff] = novelty(places, people);
            figures[2][cutoff] = gini(places);
            figures[3][cutoff] = popularity(places, people) / taken - 1;
        }
        return new Lists(cutoffs, figures[0], figures[1], figures[2], figures[3]);
    }

    private static double coverage(int[] places) {
        return (double) Arrays.stream(places).filter(count -> count > 0).count() / places.length;
    }

    private static double novelty(int[] places, int[] people) {
        double all = people.length + Arrays.stream(people).asLongStream().sum();
        double sum = 0;
        for (int item = 0; item < places.length; item++) {
            sum += places[item] * Math.log(all / (people[item] + 1.0));
        }
        return sum / Math.log(2) / sum(places);
    }

    private static double gini(int[] places) {
        int[] rising = places.clone();
        Arrays.sort(rising);
        double sum = 0;
        for (int rank = 0; rank < rising.length; rank++) {
            sum += (2.0 * rank + 1 - rising.length) * rising[rank];
        }
        return sum / rising.length / sum(places);
    }

    /** Mean number of people over the places. */
    private static double popularity(int[] places, int[] people) {
        double sum = 0;
        for (int item = 0; item < places.length; item++) {
            sum += (double) places[item] * people[item];
        }
        return sum / sum(places);
    }

    /** The same of what was to be found, each trial counting alike. */
    private static double taken(int[] people, List<Trial> trials) {
        double sum = 0;
        for (Trial trial : trials) {
            double own = 0;
            for (int item : trial.positives()) {
                own += people[item];
            }
            sum += own / trial.positives().length;
        }
        return sum / trials.size();
    }

    private static double sum(int[] places) {
        return Arrays.stream(places).asLongStream().sum();
    }
}
