package io.kuajie.bench;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Scores of one person against all items, and the best of them, against reading the items' vectors once. */
final class TopK implements Bench {
    private static final int ITEMS = 100_000;
    private static final int WIDTH = 64;
    private static final int LENGTH = 20;
    private static final int ROUNDS = 5;
    private static final int PASSES = 40;

    private final float[] vectors = random(ITEMS * WIDTH);
    private final float[] ones = new float[WIDTH];
    private final float[] scores = new float[ITEMS];
    private final long[] heap = new long[LENGTH];

    @Override
    public String name() {
        return "topk";
    }

    @Override
    public String description() {
        return "the best 20 of 100,000 items by 64 factors for one person, against a vectorised read of the same bytes";
    }

    @Override
    public Result run(PrintStream out) {
        Arrays.fill(ones, 1);
        double[] ours = new double[ROUNDS];
        double[] reads = new double[ROUNDS];
        time(this::best);
        time(this::read);
        out.printf("%-6s %12s %12s%n", "round", "top k, ms", "read, ms");
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = time(this::best);
            reads[round] = time(this::read);
            out.printf("%-6d %12.3f %12.3f%n", round + 1, ours[round], reads[round]);
        }
        Arrays.sort(ours);
        Arrays.sort(reads);
        double our = ours[ROUNDS / 2];
        double read = reads[ROUNDS / 2];
        return new Result(name(), our / read, our, read, Double.NaN);
    }

    private static double time(Runnable pass) {
        long start = System.nanoTime();
        for (int i = 0; i < PASSES; i++) {
            pass.run();
        }
        return (System.nanoTime() - start) / 1e6 / PASSES;
    }

    private void best() {
        float[] person = Arrays.copyOf(vectors, WIDTH);
        Kernels.best().multiply(vectors, WIDTH, person, scores, 0, ITEMS);
        Arrays.fill(heap, Long.MIN_VALUE);
        float least = Float.NEGATIVE_INFINITY;
        int item = Kernels.best().firstAbove(least, scores, 0, ITEMS);
        while (item < ITEMS) {
            least = insert(item);
            item = Kernels.best().firstAbove(least, scores, item + 1, ITEMS);
        }
    }

    /** Puts an item in its place of the sorted list. @return the score that the next must exceed */
    private float insert(int item) {
        int bits = Float.floatToIntBits(scores[item]);
        long key = (long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32 | item;
        int place = 0;
        while (place + 1 < LENGTH && heap[place + 1] < key) {
            heap[place] = heap[place + 1];
            place++;
        }
        heap[place] = key;
        return heap[0] == Long.MIN_VALUE ? Float.NEGATIVE_INFINITY : scores[(int) heap[0]];
    }

    /** The sum of all values, on vector registers. */
    private void read() {
        scores[0] = Kernels.best().sum(vectors, 0, vectors.length);
    }

    private static float[] random(int size) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
