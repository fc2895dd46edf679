package io.kuajie.profile.domain.population;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranks and quantiles of a stream of positive numbers from counts in buckets that grow by a constant factor: values are known within
 * one per cent, ranks exactly but for those within a bucket. Merging adds counts, so it loses nothing. Values of zero and below share
 * one bucket.
 *
 * <p>Source: Masson, Rim, Lee: DDSketch, a fast and fully-mergeable quantile sketch with relative-error guarantees, VLDB 2019.
 */
public final class QuantileSketch {
    private static final double ERROR = 0.01;
    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_GROWTH = Math.log(GROWTH);
    private static final int NOTHING = Integer.MIN_VALUE;

    private final TreeMap<Integer, Long> countByBucket = new TreeMap<>();
    private long count;

    public void add(double value) {
        countByBucket.merge(bucket(value), 1L, Long::sum);
        count++;
    }

    public void merge(QuantileSketch other) {
        other.countByBucket.forEach((bucket, n) -> countByBucket.merge(bucket, n, Long::sum));
        count += other.count;
    }

    public void writeTo(BinaryWriter out) {
        out.count(countByBucket.size());
        countByBucket.forEach((bucket, n) -> out.signed(bucket).count(n));
    }

    public static QuantileSketch readFrom(BinaryReader in) {
        QuantileSketch read = new QuantileSketch();
        for (int rest = in.size(); rest > 0; rest--) {
            int bucket = (int) in.signed();
            long n = in.count();
            read.countByBucket.put(bucket, n);
            read.count += n;
        }
        return read;
    }

    public long count() {
        return count;
    }

    /** The share of values below this one, and half of those in its bucket: 0 to 1; NaN while there are none. */
    public double rank(double value) {
        if (count == 0) {
            return Double.NaN;
        }
        int bucket = bucket(value);
        long below = 0;
        for (long n : countByBucket.headMap(bucket, false).values()) {
            below += n;
        }
        return (below + countByBucket.getOrDefault(bucket, 0L) / 2.0) / count;
    }

    /** The value that this share of all lies at or below; NaN while there are none. */
    public double quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : countByBucket.entrySet()) {
            seen += entry.getValue();
            if (seen >= wanted) {
                return entry.getKey() == NOTHING ? 0 : 2 * Math.pow(GROWTH, entry.getKey()) / (GROWTH + 1);
            }
        }
        return Double.NaN;
    }

    private static int bucket(double value) {
        return value > 0 ? (int) Math.ceil(Math.log(value) / LOG_GROWTH) : NOTHING;
    }
}
