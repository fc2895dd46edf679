package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sums of ordered pairs of things, and how far each stands above chance. For the sum c(i, j), e(i, j) is what would stand there if things
 * met by chance, from the sums of all pairs between i's shelf and j's: row total × column total / table total. What is read is the smoothed
 * lift (c − e) / (e + α): zero for chance, about one for a single chance meeting of rare things, and growing with every further person
 * who ties them. Because chance is taken from the same table, it does not matter how few people are known on both shelves.
 *
 * <p>Sums are integers of 32 bits, so taking away what was added restores the former state exactly. One writer, any number of readers.
 * Source: lift as in Brin, Motwani, Ullman, Tsur: Dynamic itemset counting and implication rules, SIGMOD 1997; counting with chance
 * discounted as in Linden, Smith, York: Amazon.com recommendations, IEEE Internet Computing 2003.
 */
final class Pairs {
    /** How many are kept at hand of each thing. */
    static final int NEIGHBOURS = 64;

    /** How lift weighs against popularity when the neighbours to be kept at hand are chosen. */
    private static final double LIFT_SHARE = 0.4;

    /** Chance is estimated as if so many pairs of things unseen stood in every table: a table of few pairs knows no chance. */
    private static final long UNSEEN_PAIRS = 100;

    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    /** What a thread that reads works in, since it would be much of a list's garbage. */
    private static final class Room {
        final Tally.Top top = new Tally.Top();
        final float[] columns = new float[NEIGHBOURS];
    }

    private final double smoothing;
    private final long unseen;
    private final Rows rows = new Rows();
    /** Of the pairs that end at a thing, by the shelf that they come from. */
    private volatile Totals[] columnsByShelf = new Totals[0];

    /** By the shelf from and the shelf to. */
    private volatile @Nullable AtomicLong[][] tables = new @Nullable AtomicLong[0][];

    /**
     * @param onePerson what a pair gains by one person who bought both: the unit of smoothing
     * @param smoothing how many people's worth of chance is added to every pair, against chance meetings
     */
    Pairs(int onePerson, double smoothing) {
        this.smoothing = smoothing * onePerson;
        this.unseen = UNSEEN_PAIRS * onePerson;
    }

    /** Called by the one writer. */
    void add(int from, int fromShelf, int to, int toShelf, int delta) {
        rows.of(from, () -> new Row(NEIGHBOURS, rankFrom(fromShelf))).add(toShelf, to, delta);
        columns(fromShelf).add(to, delta);
        AtomicLong table = table(fromShelf, toShelf);
        (table == null ? newTable(fromShelf, toShelf) : table).addAndGet(delta);
    }

    /** Hands over the things of shelf {@code to} that pairs from this one of shelf {@code from} end at. @param most of them */
    void neighbours(int number, int from, int to, int most, NeighbourConsumer consumer) {
        Row row = rows.find(number);
        if (row == null) {
            return;
        }
        Room room = ROOM.get();
        Tally.Top top = room.top;
        row.top(to, most, top);
        double share = share(row.total(to), from, to);
        // All at once, so that the processor fetches them side by side.
        columns(from, top, room.columns);
        for (int k = 0; k < top.size(); k++) {
            consumer.accept(top.key(k), lift(top.sum(k), share, room.columns[k]));
        }
    }

    /** Whether any pair from this one ends on shelf {@code to}, as far as is at hand. */
    boolean hasNeighbours(int number, int to) {
        Row row = rows.find(number);
        return row != null && row.hasTop(to);
    }

    /** c(i, j), exactly as of now. @param shelf where {@code to} lies */
    int sum(int from, int shelf, int to) {
        Row row = rows.find(from);
        return row == null ? 0 : row.sum(shelf, to);
    }

    /** Σ c(i, j) over the things i of shelf {@code from} as of now, rounded to a float. */
    float columnTotal(int to, int from) {
        Totals[] known = columnsByShelf;
        return from < known.length ? known[from].of(to) : 0;
    }

    /** How many pairs start from this one. */
    int degree(int number) {
        Row row = rows.find(number);
        return row == null ? 0 : row.size();
    }

    private void columns(int shelf, Tally.Top top, float[] found) {
        Totals[] known = columnsByShelf;
        if (shelf < known.length) {
            known[shelf].of(top, found);
        } else {
            Arrays.fill(found, 0, top.size(), 0);
        }
    }

    private Row.Rank rankFrom(int from) {
        return (to, other, sum, total) -> {
            double column = columnTotal(other, from);
            return Math.log(1.0 + column) + LIFT_SHARE * lift(sum, share(total, from, to), column);
        };
    }

    /** The row's share of the table between two shelves. */
    private double share(long rowTotal, int from, int to) {
        @Nullable AtomicLong table = table(from, to);
        return rowTotal / (double) (unseen + (table == null ? 0 : Math.max(0, table.get())));
    }

    private double lift(int sum, double share, double column) {
        double expected = Math.max(0, share * column);
        return (sum - expected) / (expected + smoothing);
    }

    private @Nullable AtomicLong table(int from, int to) {
        @Nullable AtomicLong[][] known = tables;
        return from < known.length && to < known[from].length ? known[from][to] : null;
    }

    private Totals columns(int shelf) {
        if (shelf >= columnsByShelf.length) {
            Totals[] more = Arrays.copyOf(columnsByShelf, shelf + 1);
            Arrays.setAll(more, other -> other < columnsByShelf.length ? columnsByShelf[other] : new Totals());
            columnsByShelf = more;
        }
        return columnsByShelf[shelf];
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
