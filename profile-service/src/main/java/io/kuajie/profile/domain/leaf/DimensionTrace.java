package io.kuajie.profile.domain.leaf;

import io.kuajie.profile.domain.binary.BinaryWriter;

/** How much one leaf did of one kind. Order of events does not matter. */
public final class DimensionTrace {
    double mass;
    RecentWeights recent;

    DimensionTrace() {
        this(0, new RecentWeights());
    }

    DimensionTrace(double mass, RecentWeights recent) {
        this.mass = mass;
        this.recent = recent;
    }

    void add(double addedMass) {
        mass = BinaryWriter.rounded(mass + addedMass);
    }

    /** Weights of the last thirty days. */
    public RecentWeights recent() {
        return recent;
    }
}
