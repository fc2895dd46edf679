package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which things go together, because the same people deal with them. For weights w of people p, c(i, j) = Σ w(p,i)·w(p,j) is what
 * i and j have in common; e(i, j) is what they would have if things went together by chance, from the totals of the table
 * between i's shelf and j's: row total × column total / table total. What is read is the smoothed lift
 * (c − e) / (e + α): zero for chance, about one for a single chance meeting of rare things, and growing with every further person
 * who ties them. Because chance is taken from the same table, it does not matter how few people are known on both shelves.
 * Also used a level up, for categories.
 *
 * <p>Kept up to date by differences: a person's new state changes exactly the pairs whose product of weights changed. All sums
 * are integers, so after any sequence of changes, removals included, they equal those of a recomputation from the people's last
 * states. Cost of a change: at most m² pairs for m things a person (m is bounded by the caller), usually 2m (one thing's weight
 * changed). Sums of pairs are 32 bits wide: enough for nine million people who all bought both.
 *
 * <p>One writer, any number of readers. Source: lift as in Brin, Motwani, Ullman, Tsur: Dynamic itemset counting and implication
 * rules, SIGMOD 1997; counting with chance discounted as in Linden, Smith, York: Amazon.com recommendations, IEEE Internet
 * Computing 2003.
 */
public final class CoOccurrence {
    /** Takes one neighbour. */
    @FunctionalInterface
    public interface NeighbourConsumer {
        /** @param lift above -1; zero for what goes together as chance has it */
        void accept(int number, double lift);
    }

    /** What a pair gains in common by one person who bought both; the unit of smoothing. */
    private static final int ONE_PERSON = Weights.PURCHASE * Weights.PURCHASE;

    /** How lift weighs against popularity when the neighbours to be kept at hand are chosen. */
    private static final double LIFT_SHARE = 0.4;

    /** How many are kept at hand of each thing. */
    public static final int NEIGHBOURS = 64;

    /** Chance is estimated as if so many pairs of things unseen stood in every table: a table of few pairs knows no chance. */
    private static final long UNSEEN_PAIRS = 100L * ONE_PERSON;

    private final double smoothing;
    private final Rows rows = new Rows();
    /** Of the rows' tallies, once more by shelf, as lifts ask for many other rows' totals. */
    private volatile Totals[] totalsByShelf = new Totals[0];

    /** By the shelf from and the shelf to. */
    private volatile @Nullable AtomicLong[][] tables = new @Nullable AtomicLong[0][];

    /** @param smoothing how many people's worth of chance is added to every pair, against chance meetings */
    public CoOccurrence(double smoothing) {
        this.smoothing = smoothing * ONE_PERSON;
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
        Row row = rows.find(number);
        if (row == null) {
            return;
        }
        Tally.Top top = row.top(to, most);
        double share = share(row.total(to), from, to);
        // All at once, so that the processor fetches them side by side.
        long[] columns = totals(top.keys(), from);
        for (int k = 0; k < top.size(); k++) {
            consumer.accept(top.keys()[k], lift(top.sums()[k], share, columns[k]));
        }
    }

    /** Whether anything of shelf {@code to} goes with this one, as far as is at hand. */
    public boolean hasNeighbours(int number, int to) {
        Row row = rows.find(number);
        return row != null && row.hasTop(to);
    }

    /** c(i, j), exactly as of now. @param shelf where {@code other} lies */
    int pairSum(int number, int shelf, int other) {
        Row row = rows.find(number);
        return row == null ? 0 : row.sum(shelf, other);
    }

    /** Σ c(i, j) over the things j of this shelf, exactly as of now. */
    long total(int number, int shelf) {
        Totals[] known = totalsByShelf;
        return shelf < known.length ? known[shelf].of(number) : 0;
    }

    private long[] totals(int[] numbers, int shelf) {
        Totals[] known = totalsByShelf;
        return shelf < known.length ? known[shelf].of(numbers) : new long[numbers.length];
    }

    /** How many things go with this one. */
    int degree(int number) {
        Row row = rows.find(number);
        return row == null ? 0 : row.size();
    }

    private void add(Weights.Change change, int i, int j, int delta) {
        int from = change.shelves()[i];
        int to = change.shelves()[j];
        rows.of(change.numbers()[i], () -> new Row(NEIGHBOURS, rankFrom(from))).add(to, change.numbers()[j], delta);
        totals(to).add(change.numbers()[i], delta);
        AtomicLong table = table(from, to);
        (table == null ? newTable(from, to) : table).addAndGet(delta);
    }

    private Row.Rank rankFrom(int from) {
        return (to, other, sum, total) -> {
            long column = total(other, from);
            return Math.log(1.0 + column) + LIFT_SHARE * lift(sum, share(total, from, to), column);
        };
    }

    /** The row's share of the table between two shelves. */
    private double share(long rowTotal, int from, int to) {
        @Nullable AtomicLong table = table(from, to);
        return rowTotal / (double) (UNSEEN_PAIRS + (table == null ? 0 : Math.max(0, table.get())));
    }

    /** @param column the total of the other's row */
    private double lift(int sum, double share, long column) {
        double expected = Math.max(0, share * column);
        return (sum - expected) / (expected + smoothing);
    }

    private @Nullable AtomicLong table(int from, int to) {
        @Nullable AtomicLong[][] known = tables;
        return from < known.length && to < known[from].length ? known[from][to] : null;
    }

    private Totals totals(int shelf) {
        if (shelf >= totalsByShelf.length) {
            Totals[] more = Arrays.copyOf(totalsByShelf, shelf + 1);
            Arrays.setAll(more, other -> other < totalsByShelf.length ? totalsByShelf[other] : new Totals());
            totalsByShelf = more;
        }
        return totalsByShelf[shelf];
    }

    private AtomicLong newTable(int from, int to) {
        @Nullable AtomicLong[][] more = Arrays.copyOf(tables, Math.max(tables.length, from + 1));
        Arrays.fill(more, tables.length, more.length, new AtomicLong[0]);
        more[from] = Arrays.copyOf(more[from], Math.max(more[from].length, to + 1));
        AtomicLong created = new AtomicLong();
        more[from][to] = created;
        tables = more;
        return created;
    }
}
