package io.kuajie.recommend.domain.index;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What {@link java.util.Arrays} has for plain arrays. */
public final class AtomicArrays {
    private AtomicArrays() {}

    /**
     * The same entries in a longer array, null behind them. For its one writer, who shows it to readers by a volatile field.
     *
     * @param length no less than that of the array
     */
    public static <E> AtomicReferenceArray<@Nullable E> copyOf(AtomicReferenceArray<@Nullable E> array, int length) {
        AtomicReferenceArray<@Nullable E> copy = new AtomicReferenceArray<>(length);
        for (int i = 0; i < array.length(); i++) {
            copy.setPlain(i, array.getPlain(i));
        }
        return copy;
    }
}
