package io.kuajie.bench;

import java.util.Arrays;
import java.util.List;

/** Medians over rounds. */
final class Medians {
    private Medians() {}

    static double of(List<double[]> rounds, int column) {
        double[] values = rounds.stream().mapToDouble(round -> round[column]).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
