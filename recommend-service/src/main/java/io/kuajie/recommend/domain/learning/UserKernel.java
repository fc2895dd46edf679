package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Target histories predicted from whole histories by kernel ridge regression over people: similar people, with what they say
 * twice counted once. The kernel is the product of histories whose items count by rarity and whose lengths are evened out. Sees
 * sources and targets alike, so a person known in another domain only is judged by people known in both.
 *
 * <p>Cost: people³ + interactions × (people + items) multiplications and additions to learn. As the kernel is linear in the normalised
 * history, so is the prediction: what is kept are weights between items, the {@value #NEIGHBOURS} furthest from zero of each, so a
 * new event counts at once and at little cost. At most {@code mostPeople} are learnt from, those with most targets. Source: Saunders, Gammerman, Vovk: Ridge regression learning algorithm in dual variables,
 * ICML 1998.
 *
 * @param ridge added to the diagonal, which is 1
 * @param rarity power of an item's number of people that its entry is divided by
 * @param sourcesOnly whether histories are compared in the other domains only
 */
public record UserKernel(double ridge, double rarity, boolean sourcesOnly, int mostPeople) implements Recipe {
    private static final int NEIGHBOURS = 300;

    public UserKernel withRidge(double other) {
        return new UserKernel(other, rarity, sourcesOnly, mostPeople);
    }

    @Override
    public String model() {
        return sourcesOnly ? "crosskernel" : "userkernel";
    }

    @Override
    public String settings() {
        return "ridge=%.3g rarity=%.3g mostPeople=%d".formatted(ridge, rarity, mostPeople);
    }

    @Override
    public Neighbours train(Interactions data, Workers workers, long seed) {
        int[] people = chosen(data);
        float[] scaleByItem = scales(data);
        int side = Symmetric.sideFor(people.length);
        Interactions rows = rows(data, people, scaleByItem);
        Interactions byItem = rows.transposed();
        float[] matrix = kernel(rows, byItem, side, workers);
        Symmetric.invert(matrix, side, workers);
        return weights(data, people, byItem, matrix, side, scaleByItem, workers);
    }

    /** People with targets, and with sources if only these count; most targets first. */
    private int[] chosen(Interactions data) {
        long[] order = new long[data.people()];
        int size = 0;
        for (int person = 0; person < data.people(); person++) {
            int targets = data.targetDegree(person);
            if (targets > 0 && (!sourcesOnly || targets < data.degree(person))) {
                order[size++] = (long) -targets << 32 | person;
            }
        }
        Arrays.sort(order, 0, size);
        int[] people = new int[Math.min(size, mostPeople)];
        for (int i = 0; i < people.length; i++) {
            people[i] = (int) order[i];
        }
        Arrays.sort(people);
        return people;
    }

    private float[] scales(Interactions data) {
        int[] counts = data.countByItem();
        float[] scales = new float[counts.length];
        for (int item = sourcesOnly ? data.targets() : 0; item < counts.length; item++) {
            scales[item] = (float) Math.pow(Math.max(1, counts[item]), -rarity);
        }
        return scales;
    }

    /** Normalised histories of the chosen people, by their place among the chosen. */
    private static Interactions rows(Interactions data, int[] people, float[] scaleByItem) {
        int[] starts = new int[people.length + 1];
        int size = 0;
        for (int i = 0; i < people.length; i++) {
            size += data.degree(people[i]);
            starts[i + 1] = size;
        }
        int[] columns = new int[size];
        float[] weights = new float[size];
        for (int i = 0; i < people.length; i++) {
            History history = data.history(people[i]).normalised(scaleByItem);
            System.arraycopy(history.items(), 0, columns, starts[i], history.size());
            System.arraycopy(history.weights(), 0, weights, starts[i], history.size());
        }
        return new Interactions(people.length, data.items(), data.items(), starts, columns, weights, new long[0]);
    }

    /** K + λ, lower triangle. */
    private float[] kernel(Interactions rows, Interactions byItem, int side, Workers workers) {
        float[] matrix = new float[side * side];
        workers.loop(side, 16, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int place = row < rows.people() ? rows.start(row) : 0;
                        row < rows.people() && place < rows.end(row);
                        place++) {
                    int item = rows.columns()[place];
                    float weight = rows.weights()[place];
                    for (int k = byItem.start(item); k < byItem.end(item) && byItem.columns()[k] <= row; k++) {
                        matrix[row * side + byItem.columns()[k]] += weight * byItem.weights()[k];
                    }
                }
                matrix[row * side + row] = row < rows.people() ? 1 + (float) ridge : 1;
            }
        });
        return matrix;
    }

    /** What each item says of each target: Rᵀ·(K + λ)⁻¹·Y, for the rows R and the targets Y of the people learnt from. */
    private static Neighbours weights(
            Interactions data,
            int[] people,
            Interactions byItem,
            float[] inverse,
            int side,
            float[] scaleByItem,
            Workers workers) {
        int[] targets = IntStream.range(0, data.targets()).toArray();
        Neighbours.Rows rows = new Neighbours.Rows(data.items());
        workers.loop(data.items(), 16, (from, to) -> {
            float[] shares = new float[side];
            float[] sums = new float[data.targets()];
            for (int item = from; item < to; item++) {
                if (byItem.degree(item) > 0 && scaleByItem[item] > 0) {
                    Arrays.fill(shares, 0);
                    for (int place = byItem.start(item); place < byItem.end(item); place++) {
                        int row = byItem.columns()[place];
                        Kernels.best().add(byItem.weights()[place], inverse, row * side, shares, 0, side);
                    }
                    Arrays.fill(sums, 0);
                    addTargets(data, people, shares, sums);
                    rows.putFurthest(item, sums, 0, targets, NEIGHBOURS);
                }
            }
        });
        return rows.neighbours(data.targets(), scaleByItem);
    }

    private static void addTargets(Interactions data, int[] people, float[] shares, float[] sums) {
        for (int row = 0; row < people.length; row++) {
            int end = data.end(people[row]);
            for (int k = data.start(people[row]); k < end; k++) {
                int item = data.columns()[k];
                if (item >= data.targets()) {
                    break;
                }
                sums[item] += shares[row];
            }
        }
    }
}
