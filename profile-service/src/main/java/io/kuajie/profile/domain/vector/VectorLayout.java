package io.kuajie.profile.domain.vector;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

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
        Sums taste = new Sums(dimensions.size());
        Sums manner = new Sums(dimensions.size());
        for (Portrait.Dimension dimension : dimensions) {
            Places places = Places.of(dimension.key());
            taste.add(places.taste(), dimension.mass());
            manner.add(places.manner(), dimension.mass());
        }
        double[] slots = new double[DIMENSION];
        taste.addTo(slots, 1);
        manner.addTo(slots, MANNER_WEIGHT);
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

    /** Where the sum of a name's masses goes. */
    private record Place(String name, int slot, double sign) {
        static Place of(String name, int first, int count) {
            long hash = TextHash.of(name);
            int slot = first + (int) Long.remainderUnsigned(hash >>> 1, count);
            return new Place(name, slot, (hash & 1) == 0 ? 1 : -1);
        }
    }

    /** Both places of a dimension; hashing is dear, and most people do the same few things. */
    private record Places(DimensionKey key, Place taste, Place manner) {
        private static final int MOST_KEPT = 1 << 14;
        /** By hash, without locks: whoever comes later takes the place, and whoever sees an old entry sees a whole one. */
        private static final @Nullable Places[] KNOWN = new Places[MOST_KEPT];

        static Places of(DimensionKey key) {
            int hash = key.hashCode();
            int at = (hash ^ hash >>> 16) & MOST_KEPT - 1;
            Places known = KNOWN[at];
            if (known == null || !known.key.equals(key)) {
                known = new Places(
                        key,
                        Place.of(key.domain() + '\0' + key.category(), 0, TASTE_SLOTS),
                        Place.of(key.domain() + '\1' + ActionGroup.of(key.action()), TASTE_SLOTS, MANNER_SLOTS));
                KNOWN[at] = known;
            }
            return known;
        }
    }

    /** Masses by place; few enough to look through. */
    private static final class Sums {
        private final Place[] places;
        private final double[] masses;
        private int size;

        Sums(int most) {
            places = new Place[most];
            masses = new double[most];
        }

        void add(Place place, double mass) {
            for (int i = 0; i < size; i++) {
                if (places[i] == place
                        || places[i].slot() == place.slot() && places[i].name().equals(place.name())) {
                    masses[i] += mass;
                    return;
                }
            }
            places[size] = place;
            masses[size++] = mass;
        }

        void addTo(double[] slots, double weight) {
            for (int i = 0; i < size; i++) {
                if (masses[i] > 0) {
                    // The plain logarithm is many times as fast as log1p, and what it rounds away is nothing to a
                    // vector.
                    slots[places[i].slot()] += places[i].sign() * weight * Math.log(1 + masses[i]);
                }
            }
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
