package io.kuajie.profile.domain.leaf;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Arrays;

/**
 * Weights of the last thirty days in time buckets that get coarser as they age: five minutes within the last hour, an hour within
 * the day, six hours within the week, a day beyond. Bucket lengths divide each other, so which bucket an event ends in depends on its
 * time and on the latest time alone, never on the order of events. Two to four bytes a bucket when stored.
 *
 * <p>Source: the idea of exponential histograms: Datar, Gionis, Indyk, Motwani: Maintaining stream statistics over sliding windows,
 * SODA 2002; here with fixed buckets and therefore exact.
 */
public final class RecentWeights {
    /** Gets one bucket. */
    public interface BucketVisitor {
        /** @param startMillis its first millisecond since the epoch; no bucket reaches over midnight of UTC */
        void bucket(long startMillis, double weight);
    }

    private static final int LEVEL_BITS = 2;
    private static final int LEVEL_MASK = 3;
    /** Weights are mostly small multiples of a twentieth, which take one or two bytes. */
    private static final double PARTS = 20;

    /** Grain's ordinal in the low bits, bucket number above. */
    private long[] slots;

    private double[] weights;
    private int size;

    RecentWeights() {
        this(2);
    }

    private RecentWeights(int capacity) {
        slots = new long[capacity];
        weights = new double[capacity];
    }

    void add(long atMillis, double weight, long latestMillis) {
        int level = Grain.finest(atMillis, latestMillis);
        if (level < Grain.count()) {
            put(slot(level, atMillis), weight);
        }
    }

    /** Coarsens what has aged and drops what lies outside of all windows. */
    void settle(long latestMillis) {
        int count = size;
        size = 0;
        for (int i = 0; i < count; i++) {
            long start = start(slots[i]);
            int level = Math.max((int) slots[i] & LEVEL_MASK, Grain.finest(start, latestMillis));
            if (level < Grain.count()) {
                // Never overtakes the place that is read: entries only merge or stay.
                put(slot(level, start), weights[i]);
            }
        }
    }

    /** Sum of the weights in a window. @param atMillis not before the latest event */
    public double sum(Window window, long atMillis) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            if (window.holds(start(slots[i]), atMillis)) {
                sum += weights[i];
            }
        }
        return sum;
    }

    /** Shows each bucket. */
    public void visit(BucketVisitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.bucket(start(slots[i]), weights[i]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void writeTo(BinaryWriter out, long latestMillis) {
        out.count(size);
        for (int i = 0; i < size; i++) {
            int level = (int) slots[i] & LEVEL_MASK;
            long age = Grain.of(level).bucketOf(latestMillis) - (slots[i] >> LEVEL_BITS);
            out.count(age << LEVEL_BITS | level);
            writeWeight(weights[i], out);
        }
    }

    static RecentWeights readFrom(BinaryReader in, long latestMillis) {
        int count = in.size();
        RecentWeights read = new RecentWeights(count + 1);
        for (int i = 0; i < count; i++) {
            long word = in.count();
            int level = (int) word & LEVEL_MASK;
            long bucket = Grain.of(level).bucketOf(latestMillis) - (word >> LEVEL_BITS);
            read.slots[i] = bucket << LEVEL_BITS | level;
            read.weights[i] = readWeight(in);
        }
        read.size = count;
        return read;
    }

    private void put(long slot, double weight) {
        for (int i = 0; i < size; i++) {
            if (slots[i] == slot) {
                weights[i] += weight;
                return;
            }
        }
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size + 4);
            weights = Arrays.copyOf(weights, size + 4);
        }
        slots[size] = slot;
        weights[size++] = weight;
    }

    private static long slot(int level, long millis) {
        return Grain.of(level).bucketOf(millis) << LEVEL_BITS | level;
    }

    private static long start(long slot) {
        return (slot >> LEVEL_BITS) * Grain.of((int) slot & LEVEL_MASK).bucketMillis();
    }

    private static void writeWeight(double weight, BinaryWriter out) {
        double parts = weight * PARTS;
        long whole = Math.round(parts);
        if (whole / PARTS == weight && Math.abs(parts) < 1L << 40) {
            out.count((whole << 1 ^ whole >> 63) << 1);
        } else {
            out.count(1).number(weight);
        }
    }

    private static double readWeight(BinaryReader in) {
        long word = in.count();
        if ((word & 1) == 1) {
            return in.number();
        }
        long folded = word >>> 1;
        return (folded >>> 1 ^ -(folded & 1)) / PARTS;
    }
}
