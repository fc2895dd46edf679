package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Workers;

/**
 * Items that go together, each with its best neighbours: a history scores what its items point to. Cosine weighs what two items
 * have in common by the root of both their counts. RP3beta walks from an item over its people to their items, in probability to
 * the power alpha, and divides by the popularity of where it arrives to the power beta.
 *
 * <p>Cost: Σ over interactions of the person's degree. Sources: Sarwar et al., WWW 2001; Paudel, Christoffel, Newell, Bernstein:
 * Updatable, accurate, diverse, and scalable recommendations for interactive applications, TiiS 2017.
 *
 * @param beta what popularity weighs in RP3beta
 * @param neighbours how many are kept of each item
 */
public record ItemItem(Kind kind, double alpha, double beta, int neighbours) implements Recipe {
    /** How two items are compared. */
    public enum Kind {
        COSINE,
        RP3BETA
    }

    private static final int GRAIN = 32;

    public static ItemItem cosine(int neighbours) {
        return new ItemItem(Kind.COSINE, 1, 0.5, neighbours);
    }

    public static ItemItem rp3beta(double alpha, double beta, int neighbours) {
        return new ItemItem(Kind.RP3BETA, alpha, beta, neighbours);
    }

    @Override
    public String model() {
        return kind == Kind.COSINE ? "itemitem" : "rp3beta";
    }

    @Override
    public String settings() {
        return kind == Kind.COSINE
                ? "neighbours=" + neighbours
                : "alpha=%s beta=%s neighbours=%d".formatted(alpha, beta, neighbours);
    }

    @Override
    public Neighbours train(Interactions data, Workers workers, long seed) {
        Interactions byItem = data.transposed();
        int[] counts = data.countByItem();
        Neighbours.Rows rows = new Neighbours.Rows(data.items());
        workers.loop(data.items(), GRAIN, (from, to) -> {
            Scratch sums = new Scratch(data.targets());
            for (int item = from; item < to; item++) {
                put(item, data, byItem, counts, sums, rows);
                sums.clear();
            }
        });
        return rows.neighbours(data.targets(), null);
    }

    private void put(
            int item, Interactions data, Interactions byItem, int[] counts, Scratch sums, Neighbours.Rows rows) {
        walk(data, byItem, item, sums);
        rows.put(item, sums, other -> normalised(sums.of(other), counts, item, other), neighbours);
    }

    private void walk(Interactions data, Interactions byItem, int item, Scratch sums) {
        double leaving = kind == Kind.COSINE ? 1 : Math.pow(1.0 / Math.max(1, byItem.degree(item)), alpha);
        for (int place = byItem.start(item); place < byItem.end(item); place++) {
            int person = byItem.columns()[place];
            float step = (float) (kind == Kind.COSINE ? 1 : leaving * Math.pow(1.0 / data.degree(person), alpha));
            for (int k = data.start(person); k < data.end(person); k++) {
                int other = data.columns()[k];
                if (other >= data.targets()) {
                    break;
                }
                sums.add(other, step);
            }
        }
    }

    /** An item is no neighbour of its own. */
    private float normalised(float sum, int[] counts, int item, int other) {
        if (other == item) {
            return 0;
        }
        double by =
                kind == Kind.COSINE ? Math.sqrt((double) counts[item] * counts[other]) : Math.pow(counts[other], beta);
        return sum / (float) by;
    }
}
