package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;

/**
 * Target histories predicted from whole histories by kernel ridge regression over people: similar people, with what they say
 * twice counted once. The kernel is the product of histories whose items count by rarity and whose lengths are evened out. Sees
 * sources and targets alike, so a person known in another domain only is judged by people known in both.
 *
 * <p>Cost: people³ multiplications and additions to learn; the interactions a history of the people learnt from, whose shares
 * K·(K + λ)⁻¹ = I − λ·(K + λ)⁻¹ stand in the inverse already, people² another history: for offline use. At most
 * {@code mostPeople} take part, those with most targets. Source: Saunders, Gammerman, Vovk: Ridge regression learning algorithm in dual variables,
 * ICML 1998.
 *
 * @param ridge added to the diagonal, which is 1
 * @param rarity power of an item's number of people that its entry is divided by
 * @param sourcesOnly whether histories are compared in the other domains only
 */
public record UserKernel(double ridge, double rarity, boolean sourcesOnly, int mostPeople) implements Recipe {
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
    public Scorer train(Interactions data, Workers workers, long seed) {
        int[] people = chosen(data);
        float[] scaleByItem = scales(data);
        int side = Symmetric.sideFor(people.length);
        Interactions byItem = rows(data, people, scaleByItem).transposed();
        Learnt learnt = new Learnt(this, data, people, scaleByItem, byItem, new float[side * side], side);
        learnt.fill(workers);
        Symmetric.invert(learnt.inverse, side, workers);
        return learnt;
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
            History history = normalised(data.history(people[i]), scaleByItem);
            System.arraycopy(history.items(), 0, columns, starts[i], history.size());
            System.arraycopy(history.weights(), 0, weights, starts[i], history.size());
        }
        return new Interactions(people.length, data.items(), data.items(), starts, columns, weights, new long[0]);
    }

    private static History normalised(History history, float[] scaleByItem) {
        float[] weights = history.weights().clone();
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= scaleByItem[history.items()[i]];
            squares += weights[i] * weights[i];
        }
        float length = (float) (squares > 0 ? 1 / Math.sqrt(squares) : 0);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= length;
        }
        return new History(history.items(), weights);
    }

    /** The inverse of the regularised kernel, and the histories that it stands for. */
    private record Learnt(
            UserKernel settings,
            Interactions data,
            int[] people,
            float[] scaleByItem,
            Interactions byItem,
            float[] inverse,
            int side)
            implements Scorer {
        void fill(Workers workers) {
            workers.loop(side, 16, (from, to) -> {
                for (int row = from; row < to; row++) {
                    if (row < people.length) {
                        float[] similarities = similarities(data.history(people[row]));
                        System.arraycopy(similarities, 0, inverse, row * side, row + 1);
                    }
                    inverse[row * side + row] = row < people.length ? 1 + (float) settings.ridge : 1;
                }
            });
        }

        private float[] similarities(History history) {
            History own = normalised(history, scaleByItem);
            float[] sums = new float[side];
            for (int i = 0; i < own.size(); i++) {
                int item = own.items()[i];
                float weight = own.weights()[i];
                if (weight > 0) {
                    for (int place = byItem.start(item); place < byItem.end(item); place++) {
                        sums[byItem.columns()[place]] += weight * byItem.weights()[place];
                    }
                }
            }
            return sums;
        }

        private float[] shares(float[] similarities) {
            float[] shares = new float[side];
            for (int row = 0; row < people.length; row++) {
                if (similarities[row] != 0) {
                    Kernels.best().add(similarities[row], inverse, row * side, shares, 0, side);
                }
            }
            return shares;
        }

        private float[] sharesOf(int place) {
            float[] shares = new float[side];
            Kernels.best().add((float) -settings.ridge, inverse, place * side, shares, 0, side);
            shares[place] += 1;
            return shares;
        }

        @Override
        public void score(History history, float[] scores) {
            Arrays.fill(scores, 0, data.targets(), 0);
            int place = history.person() < 0 ? -1 : Arrays.binarySearch(people, history.person());
            float[] shares = place >= 0 ? sharesOf(place) : shares(similarities(history));
            for (int row = 0; row < people.length; row++) {
                int end = data.end(people[row]);
                for (int k = data.start(people[row]); k < end; k++) {
                    int item = data.columns()[k];
                    if (item >= data.targets()) {
                        break;
                    }
                    scores[item] += shares[row];
                }
            }
        }
    }
}
