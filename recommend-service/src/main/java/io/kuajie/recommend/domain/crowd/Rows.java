package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows by number. One writer, any number of readers. */
final class Rows {
    private static final int FIRST_CAPACITY = 256;

    private volatile AtomicReferenceArray<@Nullable Row> rows = new AtomicReferenceArray<>(FIRST_CAPACITY);

    @Nullable
    Row find(int number) {
        AtomicReferenceArray<@Nullable Row> known = rows;
        return number < known.length() ? known.get(number) : null;
    }

    /** Called by the one writer. */
    Row of(int number, Supplier<Row> maker) {
        Row row = find(number);
        if (row != null) {
            return row;
        }
        if (number >= rows.length()) {
            rows = AtomicArrays.copyOf(rows, Math.max(number + 1, rows.length() * 2));
        }
        Row created = maker.get();
        rows.set(number, created);
        return created;
    }
}
