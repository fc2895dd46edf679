package io.kuajie.recommend.domain.learning;

import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.order.MinHeap;
import java.util.Arrays;

/**
 * Targets sorted into cells of like vectors, so that those with the greatest products with a person's vector are found without asking
 * all: an inverted file. Cells are those of k-means over the vectors with one coordinate more, which brings all to the length of the
 * longest: then what has the greatest product is what is nearest, and what is popular, whose vectors are long, lies apart from what
 * hardly anybody knows. A cell is asked the sooner, the larger its centre's product is and the more its vectors are spread; as many cells
 * as hold the bounded number of rows.
 *
 * <p>Rows are read as {@link Codes}, cell by cell, so a cell is one small piece of memory. Cost of a search: (cells + rows read) × width. Thread-safe. Sources:
 * Bachrach et al.: Speeding up the Xbox recommender system using a Euclidean transformation for inner-product spaces, RecSys 2014; Jégou,
 * Douze, Schmid: Product quantization for nearest neighbor search, PAMI 2011, for the inverted file.
 */
public final class Cells {
    /** How many rows a search reads, of few and of many. */
    private static final int LEAST_ROWS = 2_000;

    private static final double SHARE = 0.02;
    private static final int FIRST_SCORES = 2 * LEAST_ROWS;

    private final int width;
    private final int[] starts;
    private final int[] itemByRow;
    private final float[] centres;
    private final float[] spreads;
    private final Codes codesOfCentres;
    private final Pool<Room> rooms;

    /**
     * As sorted before.
     *
     * @param width columns of the vectors
     * @param starts a cell's rows lie at {@code [starts[cell], starts[cell + 1])}
     * @param itemByRow which target stands in which row
     * @param centres mean vector of each cell, by rows
     * @param spreads by how much the best of a cell is expected to be above its centre, for a person's vector of length 1
     */
    public Cells(int width, int[] starts, int[] itemByRow, float[] centres, float[] spreads) {
        int count = starts.length - 1;
        if (starts[count] != itemByRow.length || centres.length != count * width || spreads.length != count) {
            throw new IllegalArgumentException("%d cells of %d rows do not go with %d centres and %d items."
                    .formatted(count, starts[count], spreads.length, itemByRow.length));
        }
        this.width = width;
        this.starts = starts;
        this.itemByRow = itemByRow;
        this.centres = centres;
        this.spreads = spreads;
        this.codesOfCentres = new Codes(centres, width, new int[] {0, count});
        this.rooms = new Pool<>(() -> new Room(count));
    }

    /** Sorts the first so many vectors. Deterministic. */
    static Cells of(float[] vectors, int width, int targets) {
        return new CellSorting(vectors, width, targets).cells();
    }

    /** Columns of the vectors. */
    public int width() {
        return width;
    }

    /** As given. Not to be written, as the next three. */
    public int[] starts() {
        return starts;
    }

    public int[] itemByRow() {
        return itemByRow;
    }

    public float[] centres() {
        return centres;
    }

    public float[] spreads() {
        return spreads;
    }

    int count() {
        return starts.length - 1;
    }

    /** How many rows a search reads, at most and mostly. */
    public int rowsRead() {
        return Math.min(itemByRow.length, Math.max(LEAST_ROWS, (int) (SHARE * itemByRow.length)));
    }

    /**
     * Puts the targets with the greatest products, as far as it finds them and up to the steps of the codes.
     *
     * @param codes of the vectors in the order of this, a cell a group
     */
    void search(Codes codes, float[] person, int rows, Best best) {
        Room room = rooms.take();
        Kernels kernels = Kernels.best();
        codesOfCentres.multiply(0, count(), person, room.fits, 0);
        float length = (float) Math.sqrt(kernels.dot(person, 0, person, 0, width));
        kernels.add(length, spreads, 0, room.fits, 0, count());
        room.order(count());
        // All products first, without a look at them, so that the processor fetches the next cell meanwhile.
        int read = 0;
        int asked = 0;
        int used = 0;
        for (; asked < count() && read < rows; asked++) {
            int cell = room.next(count() - asked);
            int size = Math.min(starts[cell + 1] - starts[cell], rows - read);
            codes.multiply(cell, size, person, room.scores(used + Codes.room(size)), used);
            room.asked[asked] = cell;
            read += size;
            used += Codes.room(size);
        }
        int left = read;
        int from = 0;
        for (int i = 0; i < asked; i++) {
            int first = starts[room.asked[i]];
            int size = Math.min(starts[room.asked[i] + 1] - first, left);
            offer(room.scores, from, size, first, best);
            left -= size;
            from += Codes.room(size);
        }
        rooms.giveBack(room);
    }

    /** Offers what stands in so many rows. @param from where their scores begin */
    private void offer(float[] scores, int from, int size, int firstRow, Best best) {
        Kernels kernels = Kernels.best();
        int end = from + size;
        int place = kernels.firstAbove(best.least(), scores, from, end);
        while (place < end) {
            best.offer(itemByRow[firstRow + place - from], scores[place]);
            place = kernels.firstAbove(best.least(), scores, place + 1, end);
        }
    }

    /** What a search works on, used again. Of one at a time. */
    private static final class Room {
        private final float[] fits;
        private final long[] heap;
        private final int[] asked;
        private float[] scores;

        Room(int cells) {
            fits = new float[Codes.room(cells)];
            heap = new long[cells];
            asked = new int[cells];
            scores = new float[FIRST_SCORES];
        }

        /** Room for at least so many; what was written before stays. */
        float[] scores(int needed) {
            if (scores.length < needed) {
                scores = Arrays.copyOf(scores, Math.max(needed, 2 * scores.length));
            }
            return scores;
        }

        /** Makes a heap of the cells, the one that fits best on top. */
        void order(int cells) {
            for (int cell = 0; cell < cells; cell++) {
                heap[cell] = ~((long) Best.ascending(fits[cell]) << Integer.SIZE | cell);
            }
            MinHeap.build(heap, cells);
        }

        /** Takes the best of so many. */
        int next(int left) {
            int cell = (int) ~heap[0];
            heap[0] = heap[left - 1];
            MinHeap.sink(heap, left - 1, 0);
            return cell;
        }
    }
}
