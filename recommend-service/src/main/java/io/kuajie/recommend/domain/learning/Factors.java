package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Items' vectors, and what folding a history in takes; of many targets in {@link Cells}, where it is to be searched. Thread-safe. */
public final class Factors implements Learnt {
    private final Als settings;
    private final int targets;
    private final int items;
    private final float[] vectors;
    private final float[] gram;
    private final Spread spread;
    private final @Nullable Cells cells;
    /** Of the targets' vectors, with cells. */
    private final @Nullable Codes codes;

    private final Pool<Als.Solver> solvers;

    /** By target; empty where it stands in the row of its own number. */
    private final int[] rowByTarget;

    Factors(Als settings, int targets, int items, float[] vectors, float[] gram) {
        this(settings, targets, items, vectors, gram, null);
    }

    private Factors(Als settings, int targets, int items, float[] vectors, float[] gram, @Nullable Cells cells) {
        this.settings = settings;
        this.targets = targets;
        this.items = items;
        this.vectors = vectors;
        this.gram = gram;
        this.spread = Spread.of(vectors, settings.factors(), targets);
        this.cells = cells;
        this.codes = cells == null ? null : new Codes(vectors, settings.factors(), cells.starts());
        this.solvers = new Pool<>(() -> settings.new Solver(gram, vectors, items, targets));
        this.rowByTarget = new int[cells == null ? 0 : targets];
        for (int row = 0; row < rowByTarget.length && cells != null; row++) {
            rowByTarget[cells.itemByRow()[row]] = row;
        }
    }

    /**
     * As learnt before.
     *
     * @param vectors of so many items, and whatever else stands behind them
     * @param gram as {@link #gram} gave it
     * @param cells in whose order the targets' vectors stand; null where they stand in that of their numbers
     */
    public static Factors of(
            Als settings, int targets, int items, float[] vectors, float[] gram, @Nullable Cells cells) {
        if (items * settings.factors() > vectors.length) {
            throw new IllegalArgumentException("%d numbers are no vectors of %d items with %d factors."
                    .formatted(vectors.length, items, settings.factors()));
        }
        if (cells != null && (cells.width() != settings.factors() || cells.itemByRow().length != targets)) {
            throw new IllegalArgumentException("Cells of %d targets with %d factors do not go with %d of %d."
                    .formatted(cells.itemByRow().length, cells.width(), targets, settings.factors()));
        }
        return new Factors(settings, targets, items, vectors, gram, cells);
    }

    /** The same with its targets in cells, where they are too many to be all asked. */
    public Factors inCells() {
        if (cells != null || targets <= FEW_TARGETS) {
            return this;
        }
        Cells own = Cells.of(vectors, width(), targets);
        float[] sorted = Arrays.copyOf(vectors, items * width());
        for (int row = 0; row < targets; row++) {
            System.arraycopy(vectors, own.itemByRow()[row] * width(), sorted, row * width(), width());
        }
        return new Factors(settings, targets, items, sorted, gram, own);
    }

    @Override
    public int targets() {
        return targets;
    }

    @Override
    public long sizeBytes() {
        return 4L * ((long) items * settings.factors() + gram.length + 2L * rowByTarget.length)
                + (codes == null ? 0 : codes.sizeBytes());
    }

    @Override
    public Saying about(History history) {
        return saying(fold(history));
    }

    /** What a person's vector says. */
    Saying saying(float[] person) {
        return new Product(this, person);
    }

    private record Product(Factors factors, float[] person) implements Saying {
        @Override
        public void add(double factor, int[] targets, int size, double[] sums) {
            int[] rows = new int[size];
            for (int place = 0; place < size; place++) {
                rows[place] = factors.row(targets[place]);
            }
            Kernels.best().addProducts(factors.vectors, rows, size, person, factor, sums);
        }

        @Override
        public double deviation() {
            return factors.spread.deviation(person);
        }

        @Override
        public void forEach(int most, TargetConsumer consumer) {
            if (factors.cells != null) {
                Best best = new Best(most);
                factors.search(person, factors.cells.rowsRead(), best);
                best.forEach(consumer);
            }
        }
    }

    /** Puts the targets with the greatest products, as far as they stand in the so many rows that are read; all of them without cells. */
    public void search(float[] person, int rows, Best best) {
        if (cells != null && codes != null) {
            cells.search(codes, person, rows, best);
            return;
        }
        float[] scores = new float[targets];
        scoreFor(person, scores);
        for (int target = 0; target < targets; target++) {
            best.offer(target, scores[target]);
        }
    }

    private int row(int item) {
        return item < rowByTarget.length ? rowByTarget[item] : item;
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

    /** All items' vectors, by rows, targets in the order of the cells if there are any, and maybe more behind them. Not to be written. */
    public float[] vectors() {
        return vectors;
    }

    /** Null where targets stand in the rows of their numbers. */
    public @Nullable Cells cells() {
        return cells;
    }

    /** The vector of a history; zeros for one without an item that was learnt from. */
    public float[] fold(History history) {
        History own = history.below(items);
        int[] rows = own.items().clone();
        Arrays.setAll(rows, place -> row(rows[place]));
        float[] folded = new float[settings.factors()];
        Als.Solver solver = solvers.take();
        solver.solve(rows, own.weights(), 0, own.size(), folded, 0);
        solvers.giveBack(solver);
        return folded;
    }

    @Override
    public void score(History history, float[] scores) {
        scoreFor(fold(history), scores);
    }

    void scoreFor(float[] person, float[] scores) {
        if (rowByTarget.length == 0) {
            Kernels.best().multiply(vectors, width(), person, scores, 0, targets);
            return;
        }
        float[] byRow = new float[targets];
        Kernels.best().multiply(vectors, width(), person, byRow, 0, targets);
        for (int target = 0; target < targets; target++) {
            scores[target] = byRow[rowByTarget[target]];
        }
    }
}
