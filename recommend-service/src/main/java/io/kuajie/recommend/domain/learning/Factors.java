package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;

/** Items' vectors, and what folding a history in takes. Thread-safe. */
public final class Factors implements Scorer {
    private final Als settings;
    private final int targets;
    private final int items;
    private final float[] vectors;
    private final float[] gram;

    Factors(Als settings, int targets, int items, float[] vectors, float[] gram) {
        this.settings = settings;
        this.targets = targets;
        this.items = items;
        this.vectors = vectors;
        this.gram = gram;
    }

    /** As learnt before, over so many items, all of them targets. @param gram as {@link #gram} gave it */
    public static Factors of(Als settings, int items, float[] vectors, float[] gram) {
        return new Factors(settings, vectors.length / settings.factors(), items, vectors, gram);
    }

    public Als settings() {
        return settings;
    }

    /** What all items together add to the system of a fold. Not to be written. */
    public float[] gram() {
        return gram;
    }

    public int width() {
        return settings.factors();
    }

    public int items() {
        return items;
    }

    /** All items' vectors, by rows. Not to be written. */
    public float[] vectors() {
        return vectors;
    }

    /** The vector of a history; zeros for an empty one. */
    public float[] fold(History history) {
        float[] folded = new float[settings.factors()];
        settings.new Solver(gram, vectors, items)
                .solve(history.items(), history.weights(), 0, history.size(), folded, 0);
        return folded;
    }

    @Override
    public void score(History history, float[] scores) {
        if (history.size() == 0) {
            Arrays.fill(scores, 0, targets, 0);
            return;
        }
        Kernels.best().multiply(vectors, settings.factors(), fold(history), scores, 0, targets);
    }
}
