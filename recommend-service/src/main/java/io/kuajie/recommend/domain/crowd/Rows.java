package io.kuajie.recommend.domain.crowd;

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
            grow(number + 1);
        }
        Row created = maker.get();
        rows.set(number, created);
        return created;
    }

    private void grow(int needed) {
        AtomicReferenceArray<@Nullable Row> full = rows;
        AtomicReferenceArray<@Nullable Row> larger = new AtomicReferenceArray<>(Math.max(needed, full.length() * 2));
        for (int i = 0; i < full.length(); i++) {
            larger.setPlain(i, full.getPlain(i));
        }
        rows = larger;
    }
}
