package io.kuajie.profile.domain.tone;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;

/**
 * What one learner has drawn from rated reviews: a weight a hashed feature, and the sum of squared gradients that tells how often it
 * was corrected. Stored, it takes about ten bytes a feature that occurred. Mutable, for one thread.
 */
final class ToneLessons {
    static final int SLOTS = 1 << 15;
    private static final int LAYOUT = 1;
    private static final double STEP = 1;
    private static final double LEAST_SQUARE = 1e-6;

    final float[] weights = new float[SLOTS];
    final float[] squares = new float[SLOTS];
    long count;

    /** @param error by how much the judgement was off, -1 to 1 */
    void learn(int[] features, double error) {
        double gradient = error / Math.sqrt(features.length);
        for (int feature : features) {
            squares[feature] += (float) (gradient * gradient);
            weights[feature] -= (float) (STEP * gradient / Math.sqrt(squares[feature] + LEAST_SQUARE));
        }
        count++;
    }

    /** Adds what another has learnt: weights are averaged by how often they were corrected. */
    void add(ToneLessons other) {
        for (int slot = 0; slot < SLOTS; slot++) {
            weights[slot] = weightWith(other, slot);
            squares[slot] += other.squares[slot];
        }
        count += other.count;
    }

    /** The weight of one feature after {@link #add}. */
    float weightWith(ToneLessons other, int slot) {
        float both = squares[slot] + other.squares[slot];
        return both > 0 ? (weights[slot] * squares[slot] + other.weights[slot] * other.squares[slot]) / both : 0;
    }

    byte[] encode() {
        int known = 0;
        for (float square : squares) {
            known += square > 0 ? 1 : 0;
        }
        BinaryWriter out = new BinaryWriter().byteValue(LAYOUT).count(count).count(known);
        int before = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (squares[slot] > 0) {
                out.count(slot - before).small(weights[slot]).small(squares[slot]);
                before = slot;
            }
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    static ToneLessons decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int layout = in.byteValue();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "The tone model has layout %d and this version reads %d; it is learnt anew."
                            .formatted(layout, LAYOUT));
        }
        ToneLessons read = new ToneLessons();
        read.count = in.count();
        int slot = 0;
        for (int left = in.size(); left > 0; left--) {
            slot += (int) in.count();
            if (slot < 0 || slot >= SLOTS) {
                throw new IllegalArgumentException("The slot (%d) must be below %d.".formatted(slot, SLOTS));
            }
            read.weights[slot] = in.small();
            read.squares[slot] = in.small();
        }
        in.end();
        return read;
    }
}
