package io.kuajie.profile.domain.vector;

import io.kuajie.profile.domain.person.Portrait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How named dimensions become a vector: version 1. Masses are summed by (industry, category), which says what somebody likes,
 * and by (industry, manner), which says how they go about it; each sum goes as log(1 + mass) to a slot chosen by hash, with a
 * sign chosen by hash, so that two that meet in one slot cancel as often as they add and inner products are unbiased. Taste has
 * 48 slots, manner 16 and half the weight. The whole is scaled to unit length.
 *
 * <p>Source: Weinberger, Dasgupta, Langford, Smola, Attenberg: Feature hashing for large scale multitask learning, ICML 2009.
 */
public final class VectorLayout {
    public static final int VERSION = 1;
    public static final int DIMENSION = 64;
    private static final int TASTE_SLOTS = 48;
    private static final int MANNER_SLOTS = DIMENSION - TASTE_SLOTS;
    private static final double MANNER_WEIGHT = 0.5;

    private VectorLayout() {}

    /** A vector of unit length, or of zeros where nothing weighs more than nothing. */
    public static float[] vectorOf(Collection<Portrait.Dimension> dimensions) {
        double[] slots = new double[DIMENSION];
        sums(dimensions, d -> d.key().domain() + '\0' + d.key().category())
                .forEach((name, mass) -> add(slots, 0, TASTE_SLOTS, name, 1, mass));
        sums(dimensions, d -> d.key().domain() + '\1' + ActionGroup.of(d.key().action()))
                .forEach((name, mass) -> add(slots, TASTE_SLOTS, MANNER_SLOTS, name, MANNER_WEIGHT, mass));
        return unit(slots);
    }

    /** 32-bit little-endian floats, as records carry vectors. */
    public static ByteBuffer toBytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return bytes.flip();
    }

    /** Reads what {@link #toBytes} wrote; the buffer's position stays. */
    public static float[] fromBytes(ByteBuffer bytes) {
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private static Map<String, Double> sums(
            Collection<Portrait.Dimension> dimensions, Function<Portrait.Dimension, String> name) {
        Map<String, Double> massByName = new TreeMap<>();
        dimensions.forEach(d -> massByName.merge(name.apply(d), d.mass(), Double::sum));
        return massByName;
    }

    private static void add(double[] slots, int first, int count, String name, double weight, double mass) {
        if (mass > 0) {
            long hash = TextHash.of(name);
            int slot = first + (int) Long.remainderUnsigned(hash >>> 1, count);
            double sign = (hash & 1) == 0 ? 1 : -1;
            slots[slot] += sign * weight * Math.log1p(mass);
        }
    }

    private static float[] unit(double[] slots) {
        double square = 0;
        for (double slot : slots) {
            square += slot * slot;
        }
        float[] vector = new float[slots.length];
        if (square > 0) {
            double length = Math.sqrt(square);
            for (int i = 0; i < slots.length; i++) {
                vector[i] = (float) (slots[i] / length);
            }
        }
        return vector;
    }
}
