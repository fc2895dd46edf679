package io.kuajie.recommend.domain.crowd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Long sums by number, in pages of numbers that follow each other, so that a look-up touches one line of the processor's cache and
 * what is asked for most stays there; where nothing of a page was ever summed there is none. One writer, any number of readers, who
 * take no lock.
 */
final class Totals {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FIRST_PAGES = 4;

    private volatile AtomicReferenceArray<long @Nullable []> pages = new AtomicReferenceArray<>(FIRST_PAGES);

    long of(int number) {
        return of(pages, number);
    }

    /** Of each of these keys. */
    long[] of(Tally.Top top) {
        AtomicReferenceArray<long @Nullable []> known = pages;
        long[] sums = new long[top.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = of(known, top.key(i));
        }
        return sums;
    }

    /** Called by the one writer. */
    void add(int number, long delta) {
        long[] page = page(pages, number);
        if (page == null) {
            page = new long[PAGE];
            put(number >>> PAGE_BITS, page);
        }
        int at = number & PAGE - 1;
        LONGS.setOpaque(page, at, page[at] + delta);
    }

    private void put(int index, long[] page) {
        if (index >= pages.length()) {
            AtomicReferenceArray<long @Nullable []> larger =
                    new AtomicReferenceArray<>(Math.max(index + 1, pages.length() * 2));
            for (int i = 0; i < pages.length(); i++) {
                larger.setPlain(i, pages.getPlain(i));
            }
            pages = larger;
        }
        pages.set(index, page);
    }

    private static long of(AtomicReferenceArray<long @Nullable []> pages, int number) {
        long[] page = page(pages, number);
        return page == null ? 0 : (long) LONGS.getOpaque(page, number & PAGE - 1);
    }

    private static long @Nullable [] page(AtomicReferenceArray<long @Nullable []> pages, int number) {
        int index = number >>> PAGE_BITS;
        return index < pages.length() ? pages.get(index) : null;
    }
}
