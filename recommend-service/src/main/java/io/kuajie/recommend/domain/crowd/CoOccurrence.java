package io.kuajie.recommend.domain.crowd;

/**
 * Which things go together, because the same people deal with them. For weights w of people p, c(i, j) = Σ w(p,i)·w(p,j) is what
 * i and j have in common; what is read is its lift above chance (see {@link Pairs}). Also used a level up, for categories.
 *
 * <p>Kept up to date by differences: a person's new state changes exactly the pairs whose product of weights changed. All sums
 * are integers, so after any sequence of changes, removals included, they equal those of a recomputation from the people's last
 * states. Cost of a change: at most m² pairs for m things a person (m is bounded by the caller), usually 2m (one thing's weight
 * changed). Sums of pairs are 32 bits wide: enough for nine million people who all bought both.
 *
 * <p>One writer, any number of readers.
 */
public final class CoOccurrence {
    /** How many are kept at hand of each thing. */
    public static final int NEIGHBOURS = Pairs.NEIGHBOURS;

    private final Pairs pairs;

    /** @param smoothing how many people's worth of chance is added to every pair, against chance meetings */
    public CoOccurrence(double smoothing) {
        pairs = new Pairs(Weights.PURCHASE * Weights.PURCHASE, smoothing);
    }

    /** Replaces what a person adds. Called by the one writer. */
    public void change(Weights old, Weights now) {
        Weights.Change change = Weights.Change.between(old, now);
        for (int i = 0; i < change.size(); i++) {
            for (int j = i + 1; j < change.size(); j++) {
                int delta = change.after()[i] * change.after()[j] - change.before()[i] * change.before()[j];
                if (delta != 0) {
                    add(change, i, j, delta);
                    add(change, j, i, delta);
                }
            }
        }
    }

    /**
     * Hands over the things of shelf {@code to} that go with this one of shelf {@code from}.
     *
     * @param most of them; never more than {@value #NEIGHBOURS}
     */
    public void neighbours(int number, int from, int to, int most, NeighbourConsumer consumer) {
        pairs.neighbours(number, from, to, most, consumer);
    }

    /** Whether anything of shelf {@code to} goes with this one, as far as is at hand. */
    public boolean hasNeighbours(int number, int to) {
        return pairs.hasNeighbours(number, to);
    }

    /** c(i, j), exactly as of now. @param shelf where {@code other} lies */
    int pairSum(int number, int shelf, int other) {
        return pairs.sum(number, shelf, other);
    }

    /** Σ c(i, j) over the things j of this shelf as of now, rounded to a float. */
    float total(int number, int shelf) {
        return pairs.columnTotal(number, shelf);
    }

    /** How many things go with this one. */
    int degree(int number) {
        return pairs.degree(number);
    }

    private void add(Weights.Change change, int i, int j, int delta) {
        pairs.add(change.numbers()[i], change.shelves()[i], change.numbers()[j], change.shelves()[j], delta);
    }
}
