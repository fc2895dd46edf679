package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;

/**
 * One person's weights by number: what the person adds to the crowd. Numbers are distinct, shelves and weights parallel to them.
 * Weights are small integers (see {@link #quantised}), so that sums of their products are exact.
 */
public record Weights(int[] numbers, int[] shelves, byte[] weights) {
    public static final Weights NONE = new Weights(new int[0], new int[0], new byte[0]);

    /** The greatest weight. */
    public static final int GREATEST = 15;

    /** The weight of one fresh purchase. */
    public static final int PURCHASE = 13;

    private static final double STEPS_PER_DOUBLING = 4;

    /**
     * The weight of a decayed mass: four steps for each doubling of (1 + mass), from 0 to {@value #GREATEST}. A glance (mass 1)
     * weighs 4, a purchase (8) weighs 13. Coarse steps also mean that decay alone seldom changes a weight.
     */
    public static byte quantised(double mass) {
        if (!(mass > 0)) {
            return 0;
        }
        double steps = STEPS_PER_DOUBLING * Math.log1p(mass) / Math.log(2);
        return (byte) Math.min(GREATEST, Math.round(steps));
    }

    public Weights {
        if (numbers.length != shelves.length || numbers.length != weights.length) {
            throw new IllegalArgumentException("Numbers (%d), shelves (%d) and weights (%d) must be as many."
                    .formatted(numbers.length, shelves.length, weights.length));
        }
    }

    public int size() {
        return numbers.length;
    }

    /** The weight at this number; zero where it is absent. */
    int weightOf(int number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return weights[i];
            }
        }
        return 0;
    }

    /** Which things changed from one state of a person to the next: the union of both, with the weight before and after. */
    record Change(int[] numbers, int[] shelves, int[] before, int[] after) {
        static Change between(Weights old, Weights now) {
            int[] numbers = Arrays.copyOf(old.numbers, old.size() + now.size());
            int[] shelves = Arrays.copyOf(old.shelves, numbers.length);
            int[] before = new int[numbers.length];
            int[] after = new int[numbers.length];
            for (int i = 0; i < old.size(); i++) {
                before[i] = old.weights[i];
                after[i] = now.weightOf(old.numbers[i]);
            }
            int size = old.size();
            for (int i = 0; i < now.size(); i++) {
                if (old.weightOf(now.numbers[i]) == 0) {
                    numbers[size] = now.numbers[i];
                    shelves[size] = now.shelves[i];
                    before[size] = 0;
                    after[size++] = now.weights[i];
                }
            }
            return new Change(Arrays.copyOf(numbers, size), Arrays.copyOf(shelves, size), before, after);
        }

        int size() {
            return numbers.length;
        }
    }
}
