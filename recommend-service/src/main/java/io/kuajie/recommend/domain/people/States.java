package io.kuajie.recommend.domain.people;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People's packed states by number; numbers of those who are gone are given again. One writer, any number of readers. */
final class States {
    private static final int FIRST_CAPACITY = 256;
    /** Odd, so that multiples of it meet every number below a power of two once. */
    private static final long STRIDE = 0x9E3779B1L;

    private volatile AtomicReferenceArray<byte @Nullable []> states = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private volatile int end;
    private int[] free = new int[16];
    private int freeSize;

    /** Null for a number that stands for nobody now. */
    byte @Nullable [] at(int number) {
        AtomicReferenceArray<byte @Nullable []> known = states;
        return number < known.length() ? known.get(number) : null;
    }

    /** @return the number */
    int add(byte[] state) {
        int number = freeSize > 0 ? free[--freeSize] : next();
        states.set(number, state);
        return number;
    }

    void replace(int number, byte[] state) {
        states.set(number, state);
    }

    void remove(int number) {
        states.set(number, null);
        if (freeSize == free.length) {
            free = Arrays.copyOf(free, freeSize * 2);
        }
        free[freeSize++] = number;
    }

    int size() {
        return end - freeSize;
    }

    /** All of them, as of about now, in an order that has nothing to do with when they came. */
    Stream<byte[]> stream() {
        long numbers = Long.highestOneBit(Math.max(1, end)) * 2;
        return LongStream.range(0, numbers)
                .map(step -> step * STRIDE & (numbers - 1))
                .mapToObj(number -> at((int) number))
                .filter(Objects::nonNull);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
    private int next() {
        if (end == states.length()) {
            states = AtomicArrays.copyOf(states, end * 2);
        }
        return end++;
    }
}
