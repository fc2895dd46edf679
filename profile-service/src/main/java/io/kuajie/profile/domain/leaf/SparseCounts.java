package io.kuajie.profile.domain.leaf;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Arrays;

/** Counts by small whole numbers, most of which never occur: sorted arrays, two bytes an entry when stored. */
public final class SparseCounts {
    private static final int[] NO_KEYS = {};
    private static final long[] NO_COUNTS = {};

    /** Takes one entry. */
    @FunctionalInterface
    public interface Visitor {
        void entry(int key, long count);
    }

    private int[] keys = NO_KEYS;
    private long[] counts = NO_COUNTS;
    private int size;

    public void add(int key, long count) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at >= 0) {
            counts[at] += count;
            return;
        }
        int place = -at - 1;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size + 4);
            counts = Arrays.copyOf(counts, size + 4);
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        keys[place] = key;
        counts[place] = count;
        size++;
    }

    public void addAll(SparseCounts other) {
        other.visit(this::add);
    }

    /** The count of this key; zero where it never occurred. */
    public long get(int key) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        return at >= 0 ? counts[at] : 0;
    }

    public long sum() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** All entries, in the order of their keys. */
    public void visit(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.entry(keys[i], counts[i]);
        }
    }

    public void writeTo(BinaryWriter out) {
        out.count(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.count(keys[i] - before).count(counts[i]);
            before = keys[i];
        }
    }

    public static SparseCounts readFrom(BinaryReader in) {
        SparseCounts read = new SparseCounts();
        int count = in.size();
        read.keys = new int[count];
        read.counts = new long[count];
        read.size = count;
        int before = 0;
        for (int i = 0; i < count; i++) {
            before += (int) in.count();
            read.keys[i] = before;
            read.counts[i] = in.count();
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseCounts that
                && size == that.size
                && Arrays.equals(keys, 0, size, that.keys, 0, size)
                && Arrays.equals(counts, 0, size, that.counts, 0, size);
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : 31 * size + keys[0];
    }
}
