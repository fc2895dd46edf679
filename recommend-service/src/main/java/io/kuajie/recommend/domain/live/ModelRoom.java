package io.kuajie.recommend.domain.live;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model lies: its bytes outside of the heap, and its large arrays of numbers. Used again by the next one, which mostly has parts
 * of about the same sizes in the same order. Of one model at a time.
 */
final class ModelRoom {
    /** Of what is made in relation to what is asked for, so that the next model fits, which is seldom of the same size. */
    private static final double ROOM = 1.2;

    private final List<float[]> arrays = new ArrayList<>();
    private MemorySegment bytes = MemorySegment.NULL;
    private int taken;

    /** So many bytes for a new model, which takes the place of the former one; what stands in them is undefined. */
    MemorySegment begin(long sizeBytes) {
        taken = 0;
        if (bytes.byteSize() < sizeBytes) {
            // What has become too small is freed when the collector finds that nobody refers to it.
            bytes = Arena.ofAuto().allocate((long) (ROOM * sizeBytes), Long.BYTES);
        }
        return bytes.asSlice(0, sizeBytes);
    }

    /** The model's next array, of so many numbers or more; what stands in it is undefined. */
    float[] next(int size) {
        if (taken == arrays.size()) {
            arrays.add(new float[0]);
        }
        if (arrays.get(taken).length < size) {
            arrays.set(taken, new float[(int) Math.min(ROOM * size, Integer.MAX_VALUE - 8)]);
        }
        return arrays.get(taken++);
    }
}
