package io.kuajie.bench;

import java.util.Arrays;
import java.util.List;

/** Medians over rounds. */
final class Medians {
    private Medians() {}

    static double of(List<double[]> rounds, int column) {
        return quartiles(rounds.stream().mapToDouble(round -> round[column]).toArray())[1];
    }

    /** The median, and between what half of the values lie, in rising order. @param values which are sorted then */
    static double[] quartiles(double[] values) {
        Arrays.sort(values);
        return new double[] {values[values.length / 4], values[values.length / 2], values[values.length * 3 / 4]};
    }
}
