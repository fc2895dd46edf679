package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.index.AtomicArrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Long sums by number. Readers get them rounded to floats, which lie beside them in half the room, so that more of what is asked for stays in
 * the processor's cache. Both are in pages of numbers that follow each other; where nothing of a page was ever summed there is none. One
 * writer, any number of readers, who take no lock.
 */
final class Totals {
    private static final VarHandle FLOATS = MethodHandles.arrayElementVarHandle(float[].class);
    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FIRST_PAGES = 4;

    /** The writer's own. */
    private long[] @Nullable [] sums = new long[FIRST_PAGES] @Nullable [];

    private volatile AtomicReferenceArray<float @Nullable []> rounded = new AtomicReferenceArray<>(FIRST_PAGES);

    float of(int number) {
        return of(rounded, number);
    }

    /** Writes down that of each of these keys. */
    void of(Tally.Top top, float[] found) {
        AtomicReferenceArray<float @Nullable []> known = rounded;
        for (int i = 0; i < top.size(); i++) {
            found[i] = of(known, top.key(i));
        }
    }

    /** Called by the one writer. */
    void add(int number, long delta) {
        int index = number >>> PAGE_BITS;
        if (index >= sums.length) {
            grow(index + 1);
        }
        long[] page = sums[index];
        if (page == null) {
            page = new long[PAGE];
            sums[index] = page;
            rounded.set(index, new float[PAGE]);
        }
        int at = number & PAGE - 1;
        page[at] += delta;
        FLOATS.setOpaque(rounded.getPlain(index), at, (float) page[at]);
    }

    private void grow(int needed) {
        int pages = Math.max(needed, sums.length * 2);
        sums = Arrays.copyOf(sums, pages);
        rounded = AtomicArrays.copyOf(rounded, pages);
    }

    private static float of(AtomicReferenceArray<float @Nullable []> pages, int number) {
        int index = number >>> PAGE_BITS;
        float[] page = index < pages.length() ? pages.get(index) : null;
        return page == null ? 0 : (float) FLOATS.getOpaque(page, number & PAGE - 1);
    }
}
