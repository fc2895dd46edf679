package io.kuajie.recommend.domain.learning;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sparse matrix from items to target items: a history scores what its items point to. The links, most of a model's memory, lie in
 * one piece that need not be on the heap, where collections would copy it. Thread-safe.
 */
public final class Neighbours implements Learnt {
    /** Bytes of a link. */
    public static final int LINK_BYTES = Long.BYTES;

    /** A link: the target's number in the upper half, the bits of its weight in the lower. */
    private static final ValueLayout.OfLong LINK = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int targets;
    private final int[] starts;
    private final MemorySegment links;
    private final float @Nullable [] scaleByItem;
    private final Pool<SparseSums> pool;

    private Neighbours(int targets, int[] starts, MemorySegment links, float @Nullable [] scaleByItem) {
        this.targets = targets;
        this.starts = starts;
        this.links = links;
        this.scaleByItem = scaleByItem;
        this.pool = new Pool<>(() -> new SparseSums(targets));
    }

    /**
     * As learnt before.
     *
     * @param starts first of each item's links, and the number of all at the end
     * @param links all of them, {@value #LINK_BYTES} bytes each: the target and its weight as a float, big-endian; read in place
     * @param scaleByItem what a history's entries are multiplied by before it is brought to length 1; null to take it as it is
     */
    public static Neighbours of(int targets, int[] starts, MemorySegment links, float @Nullable [] scaleByItem) {
        if ((long) starts[starts.length - 1] * LINK_BYTES != links.byteSize()) {
            throw new IllegalArgumentException(
                    "%d links do not take %d bytes.".formatted(starts[starts.length - 1], links.byteSize()));
        }
        return new Neighbours(targets, starts, links, scaleByItem);
    }

    /** Whose neighbours are known: targets and sources. */
    public int items() {
        return starts.length - 1;
    }

    /** As given to {@link #of}. Not to be written. */
    public float @Nullable [] scaleByItem() {
        return scaleByItem;
    }

    /** As given to {@link #of}. */
    public MemorySegment links() {
        return links.asReadOnly();
    }

    @Override
    public int targets() {
        return targets;
    }

    @Override
    public long sizeBytes() {
        return links.byteSize() + (long) Integer.BYTES * starts.length;
    }

    /** How many neighbours an item has. */
    public int degree(int item) {
        return starts[item + 1] - starts[item];
    }

    @Override
    public Saying about(History history) {
        History own = scaled(history);
        SparseSums sums = pool.take();
        for (int place = 0; place < own.size(); place++) {
            int item = own.items()[place];
            float weight = own.weights()[place];
            for (int k = starts[item]; k < starts[item + 1]; k++) {
                long link = links.getAtIndex(LINK, k);
                sums.add(target(link), weight * weight(link));
            }
        }
        return new Sums(sums, pool);
    }

    private static int target(long link) {
        return (int) (link >>> Integer.SIZE);
    }

    private static float weight(long link) {
        return Float.intBitsToFloat((int) link);
    }

    /** Of those that the history's items point to. */
    private record Sums(SparseSums found, Pool<SparseSums> pool) implements Saying {
        @Override
        public void add(double factor, int[] targets, int size, double[] sums) {
            for (int place = 0; place < size; place++) {
                sums[place] += factor * found.of(targets[place]);
            }
        }

        @Override
        public double deviation() {
            return found.deviation();
        }

        @Override
        public void forEach(int most, TargetConsumer consumer) {
            Best best = new Best(most);
            for (int place = 0; place < found.size(); place++) {
                best.offer(found.target(place), found.sum(place));
            }
            best.forEach(consumer);
        }

        @Override
        public void close() {
            if (found.isSmall()) {
                found.clear();
                pool.giveBack(found);
            }
        }
    }

    private History scaled(History history) {
        return scaleByItem == null ? history : history.normalised(scaleByItem);
    }

    @Override
    public void score(History history, float[] scores) {
        History own = scaled(history);
        Arrays.fill(scores, 0, targets, 0);
        for (int place = 0; place < own.size(); place++) {
            int item = own.items()[place];
            float weight = own.weights()[place];
            for (int k = starts[item]; k < starts[item + 1]; k++) {
                long link = links.getAtIndex(LINK, k);
                scores[target(link)] += weight * weight(link);
            }
        }
    }

    /** Gives what a target weighs. */
    @FunctionalInterface
    interface WeightOf {
        float target(int target);
    }

    /** Rows being filled, each by one thread. */
    static final class Rows {
        private static final long[] NONE = {};

        private final long[][] linksByItem;

        Rows(int items) {
            linksByItem = new long[items][];
            Arrays.fill(linksByItem, NONE);
        }

        /** Keeps the largest of the weights of what was touched; those that are not above 0 are left out. */
        void put(int item, Scratch touched, WeightOf weightOf, int most) {
            long[] order = new long[touched.size()];
            int positive = 0;
            for (int place = 0; place < order.length; place++) {
                int target = touched.target(place);
                float weight = weightOf.target(target);
                if (weight > 0) {
                    // Bits of positive floats sort as the floats do.
                    order[positive++] = (long) Float.floatToIntBits(weight) << 32 | (Integer.MAX_VALUE - target);
                }
            }
            Arrays.sort(order, 0, positive);
            long[] links = new long[Math.min(most, positive)];
            for (int k = 0; k < links.length; k++) {
                long next = order[positive - 1 - k];
                links[k] = link(Integer.MAX_VALUE - (int) next, Float.intBitsToFloat((int) (next >> 32)));
            }
            linksByItem[item] = links;
        }

        /** Keeps the weights that are furthest from zero. @param target of each weight */
        void putFurthest(int item, float[] weightByPlace, int start, int[] targetByPlace, int most) {
            Best best = new Best(Math.min(most, targetByPlace.length));
            for (int place = 0; place < targetByPlace.length; place++) {
                float weight = Math.abs(weightByPlace[start + place]);
                if (weight > 0) {
                    best.offer(place, weight);
                }
            }
            long[] links = new long[best.size()];
            int[] next = new int[1];
            best.forEach(place -> links[next[0]++] = link(targetByPlace[place], weightByPlace[start + place]));
            linksByItem[item] = links;
        }

        private static long link(int target, float weight) {
            return (long) target << Integer.SIZE | Float.floatToRawIntBits(weight) & 0xffff_ffffL;
        }

        /** What was put, in one piece; the rows are gone. */
        Neighbours neighbours(int targets, float @Nullable [] scaleByItem) {
            int[] starts = new int[linksByItem.length + 1];
            for (int item = 0; item < linksByItem.length; item++) {
                starts[item + 1] = Math.addExact(starts[item], linksByItem[item].length);
            }
            MemorySegment all = MemorySegment.ofArray(new long[starts[linksByItem.length]]);
            for (int item = 0; item < linksByItem.length; item++) {
                long[] links = linksByItem[item];
                MemorySegment.copy(links, 0, all, LINK, (long) starts[item] * LINK_BYTES, links.length);
                linksByItem[item] = NONE;
            }
            return new Neighbours(targets, starts, all, scaleByItem);
        }
    }
}
