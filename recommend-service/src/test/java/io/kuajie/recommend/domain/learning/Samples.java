package io.kuajie.recommend.domain.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Interactions for tests. */
public final class Samples {
    private Samples() {}

    /** Rows of items; all are targets up to {@code targets}. */
    public static Interactions of(int targets, int items, int[]... rows) {
        int[] starts = new int[rows.length + 1];
        List<Integer> columns = new ArrayList<>();
        for (int person = 0; person < rows.length; person++) {
            for (int item : rows[person]) {
                columns.add(item);
            }
            starts[person + 1] = columns.size();
        }
        float[] weights = new float[columns.size()];
        java.util.Arrays.fill(weights, 1);
        return new Interactions(
                rows.length,
                targets,
                items,
                starts,
                columns.stream().mapToInt(Integer::intValue).toArray(),
                weights,
                new long[0]);
    }

    /** People of as many groups as there are blocks of items, who keep to their block but for one interaction in ten. */
    public static Interactions groups(int people, int items, int blocks, int degree, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] rows = new int[people][];
        int block = items / blocks;
        for (int person = 0; person < people; person++) {
            TreeSet<Integer> row = new TreeSet<>();
            while (row.size() < degree) {
                boolean strays = random.nextInt(10) == 0;
                row.add(strays ? random.nextInt(items) : person % blocks * block + random.nextInt(block));
            }
            rows[person] = row.stream().mapToInt(Integer::intValue).toArray();
        }
        return of(items, items, rows);
    }
}
