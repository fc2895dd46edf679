package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;

/** Items' vectors, and what folding a history in takes. Thread-safe. */
public final class Factors implements Learnt {
    private final Als settings;
    private final int targets;
    private final int items;
    private final float[] vectors;
    private final float[] gram;
    private final Spread spread;

    Factors(Als settings, int targets, int items, float[] vectors, float[] gram) {
        this.settings = settings;
        this.targets = targets;
        this.items = items;
        this.vectors = vectors;
        this.gram = gram;
        this.spread = Spread.of(vectors, settings.factors(), targets);
    }

    /**
     * As learnt before.
     *
     * @param vectors of so many items, and whatever else stands behind them
     * @param gram as {@link #gram} gave it
     */
    public static Factors of(Als settings, int targets, int items, float[] vectors, float[] gram) {
        if (items * settings.factors() > vectors.length) {
            throw new IllegalArgumentException("%d numbers are no vectors of %d items with %d factors."
                    .formatted(vectors.length, items, settings.factors()));
        }
        return new Factors(settings, targets, items, vectors, gram);
    }

    @Override
    public int targets() {
        return targets;
    }

    @Override
    public long sizeBytes() {
        return 4L * ((long) items * settings.factors() + gram.length);
    }

    @Override
    public Saying about(History history) {
        return new Product(vectors, fold(history), spread);
    }

    /** What a person's vector says of items' vectors. */
    record Product(float[] vectors, float[] person, Spread spread) implements Saying {
        @Override
        public float of(int target) {
            return Kernels.best().dot(vectors, target * person.length, person, 0, person.length);
        }

        @Override
        public double deviation() {
            return spread.deviation(person);
        }
    }

    public Als settings() {
        return settings;
    }

    /** What all items together add to the system of a fold. Not to be written. */
    public float[] gram() {
        return gram;
    }

    Spread spread() {
        return spread;
    }

    public int width() {
        return settings.factors();
    }

    public int items() {
        return items;
    }

    /** All items' vectors, by rows, and maybe more behind them. Not to be written. */
    public float[] vectors() {
        return vectors;
    }

    /** The vector of a history; zeros for one without an item that was learnt from. */
    public float[] fold(History history) {
        History own = history.below(items);
        float[] folded = new float[settings.factors()];
        settings.new Solver(gram, vectors, items, targets).solve(own.items(), own.weights(), 0, own.size(), folded, 0);
        return folded;
    }

    @Override
    public void score(History history, float[] scores) {
        Kernels.best().multiply(vectors, settings.factors(), fold(history), scores, 0, targets);
    }
}
