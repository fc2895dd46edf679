package io.kuajie.bench;

import io.kuajie.recommend.domain.learning.Interactions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Who dealt with what, generated: items' popularity falls by a power law within groups, people keep to two groups for the most
 * part, lengths of histories are spread widely. The same seed gives the same.
 *
 * @param held one item of each person, not among the interactions
 */
record Purchases(Interactions train, int[] held) {
    private static final int GROUPS = 64;
    private static final double STRAYING = 0.25;
    private static final double FALL = 0.9;

    static Purchases generate(int people, int items, int meanDegree, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int block = items / GROUPS;
        double[] cumulated = new double[block];
        double sum = 0;
        for (int rank = 0; rank < block; rank++) {
            sum += Math.pow(rank + 3, -FALL);
            cumulated[rank] = sum;
        }
        int[] starts = new int[people + 1];
        int[] columns = new int[(int) (people * (long) meanDegree * 2)];
        int[] held = new int[people];
        for (int person = 0; person < people; person++) {
            int degree = (int) Math.clamp(meanDegree * Math.exp(0.8 * gaussian(random) - 0.32), 6, 10L * meanDegree);
            int[] row = row(random, degree, person, cumulated, block);
            int place = random.nextInt(row.length);
            held[person] = row[place];
            if (starts[person] + row.length > columns.length) {
                columns = Arrays.copyOf(columns, columns.length * 5 / 4);
            }
            System.arraycopy(row, 0, columns, starts[person], place);
            System.arraycopy(row, place + 1, columns, starts[person] + place, row.length - place - 1);
            starts[person + 1] = starts[person] + row.length - 1;
        }
        float[] weights = new float[starts[people]];
        Arrays.fill(weights, 1);
        Interactions train = new Interactions(
                people, items, items, starts, Arrays.copyOf(columns, weights.length), weights, new long[0]);
        return new Purchases(train, held);
    }

    private static double gaussian(SplittableRandom random) {
        return random.nextGaussian();
    }

    private static int[] row(SplittableRandom random, int degree, int person, double[] cumulated, int block) {
        int first = person % GROUPS;
        int second = person / GROUPS * 31 % GROUPS;
        int[] drawn = new int[degree];
        for (int i = 0; i < degree; i++) {
            double chance = random.nextDouble();
            int group = chance < STRAYING ? random.nextInt(GROUPS) : chance < 0.7 ? first : second;
            int rank = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[block - 1]);
            drawn[i] = group * block + Math.min(block - 1, rank < 0 ? -rank - 1 : rank);
        }
        return Arrays.stream(drawn).sorted().distinct().toArray();
    }

    /** As text: person, tab, item. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int person = 0; person < train.people(); person++) {
                for (int place = train.start(person); place < train.end(person); place++) {
                    out.write("u" + person + "\ti" + train.columns()[place] + "\n");
                }
            }
        }
    }
}
