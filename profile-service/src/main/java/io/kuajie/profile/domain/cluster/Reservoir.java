package io.kuajie.profile.domain.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** A uniform sample of a stream whose length is not known before (Vitter's algorithm R, 1985). */
public final class Reservoir<T> {
    private final int capacity;
    private final RandomGenerator random;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    public Reservoir(int capacity, RandomGenerator random) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The sample size (%d) must be positive.".formatted(capacity));
        }
        this.capacity = capacity;
        this.random = random;
    }

    public void offer(T value) {
        seen++;
        if (kept.size() < capacity) {
            kept.add(value);
        } else {
            long place = random.nextLong(seen);
            if (place < capacity) {
                kept.set((int) place, value);
            }
        }
    }

    /** The sample so far, in no order that means anything. */
    public List<T> kept() {
        return Collections.unmodifiableList(kept);
    }
}
