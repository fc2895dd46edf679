package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.algebra.Symmetric;
import io.kuajie.recommend.domain.algebra.Workers;
import java.util.Arrays;

/**
 * A linear map from people's vectors in the other domains to their vectors in the target's, learnt by ridge regression from
 * those known in both; both factorised by {@link Als}. Source: Man, Shen, Jin, Cheng: Cross-domain recommendation, an embedding
 * and mapping approach (EMCDR), IJCAI 2017.
 */
public record FactorMap(Als source, Als target, double ridge) implements Recipe {
    public FactorMap withRidge(double other) {
        return new FactorMap(source, target, other);
    }

    /** The same with both factorisations as {@link Als#times} changes them. */
    public FactorMap times(double forRegularisation, double forUnobserved) {
        return new FactorMap(
                source.times(forRegularisation, forUnobserved), target.times(forRegularisation, forUnobserved), ridge);
    }

    @Override
    public String model() {
        return "factormap";
    }

    @Override
    public String settings() {
        return "ridge=%.3g %s".formatted(ridge, target.settings());
    }

    @Override
    public MappedFactors train(Interactions data, Workers workers, long seed) {
        Interactions sources = data.ofSources();
        Factors from = source.train(sources, workers, seed);
        Factors to = target.train(data.ofTargets(), workers, seed + 1);
        return new MappedFactors(from, to, map(data, sources, from, to));
    }

    private float[] map(Interactions data, Interactions sources, Factors from, Factors to) {
        int width = from.width();
        float[] gram = new float[width * width];
        float[] cross = new float[to.width() * width];
        for (int person = 0; person < data.people(); person++) {
            int targets = data.targetDegree(person);
            if (targets > 0 && sources.degree(person) > 0) {
                float[] known = from.fold(sources.history(person));
                History own = data.history(person);
                float[] wanted = to.fold(
                        new History(Arrays.copyOf(own.items(), targets), Arrays.copyOf(own.weights(), targets)));
                Kernels.best().addOuterProducts(known, 1, width, new float[] {1}, gram);
                for (int row = 0; row < to.width(); row++) {
                    Kernels.best().add(wanted[row], known, 0, cross, row * width, width);
                }
            }
        }
        for (int i = 0; i < width; i++) {
            gram[i * width + i] += (float) ridge;
        }
        for (int row = 0; row < to.width(); row++) {
            float[] solution = Arrays.copyOfRange(cross, row * width, (row + 1) * width);
            Symmetric.solve(gram.clone(), width, solution);
            System.arraycopy(solution, 0, cross, row * width, width);
        }
        return cross;
    }

    /** What of a history lies in other domains, numbered from 0. */
    static History sourcePart(History history, int targets) {
        int[] items = new int[history.size()];
        float[] weights = new float[history.size()];
        int size = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.items()[i] >= targets) {
                items[size] = history.items()[i] - targets;
                weights[size++] = history.weights()[i];
            }
        }
        return new History(Arrays.copyOf(items, size), Arrays.copyOf(weights, size));
    }
}
