package io.kuajie.profile.domain.propensity;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.SparseCounts;

/** Of how many that stood alike, by cell, something came true. Sums of parts are the sum of the whole. */
final class OutcomeCounts {
    private final SparseCounts all = new SparseCounts();
    private final SparseCounts hits = new SparseCounts();

    void add(int cell, boolean cameTrue) {
        all.add(cell, 1);
        if (cameTrue) {
            hits.add(cell, 1);
        }
    }

    void merge(OutcomeCounts other) {
        all.addAll(other.all);
        hits.addAll(other.hits);
    }

    long all(int cell) {
        return all.get(cell);
    }

    long hits(int cell) {
        return hits.get(cell);
    }

    long sum() {
        return all.sum();
    }

    long sumOfHits() {
        return hits.sum();
    }

    void writeTo(BinaryWriter out) {
        all.writeTo(out);
        hits.writeTo(out);
    }

    void readFrom(BinaryReader in) {
        all.addAll(SparseCounts.readFrom(in));
        hits.addAll(SparseCounts.readFrom(in));
    }
}
