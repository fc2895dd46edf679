package io.kuajie.recommend.domain.crowd;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Long sums by number, in pages of numbers that follow each other, so that a look-up touches one line of the processor's cache and
 * what is asked for most stays there; where nothing of a page was ever summed there is none. One writer, any number of readers, who
 * take no lock.
 */
final class Totals {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FIRST_PAGES = 4;

    private volatile AtomicReferenceArray<@Nullable AtomicLongArray> pages = new AtomicReferenceArray<>(FIRST_PAGES);

    long of(int number) {
        return of(pages, number);
    }

    /** Of each of these. */
    long[] of(int[] numbers) {
        AtomicReferenceArray<@Nullable AtomicLongArray> known = pages;
        long[] sums = new long[numbers.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = of(known, numbers[i]);
        }
        return sums;
    }

    /** Called by the one writer. */
    void add(int number, long delta) {
        AtomicLongArray page = page(pages, number);
        if (page == null) {
            page = new AtomicLongArray(PAGE);
            put(number >>> PAGE_BITS, page);
        }
        int at = number & PAGE - 1;
        page.setOpaque(at, page.getPlain(at) + delta);
    }

    private void put(int index, AtomicLongArray page) {
        if (index >= pages.length()) {
            AtomicReferenceArray<@Nullable AtomicLongArray> larger =
                    new AtomicReferenceArray<>(Math.max(index + 1, pages.length() * 2));
            for (int i = 0; i < pages.length(); i++) {
                larger.setPlain(i, pages.getPlain(i));
            }
            pages = larger;
        }
        pages.set(index, page);
    }

    private static long of(AtomicReferenceArray<@Nullable AtomicLongArray> pages, int number) {
        AtomicLongArray page = page(pages, number);
        return page == null ? 0 : page.getOpaque(number & PAGE - 1);
    }

    private static @Nullable AtomicLongArray page(AtomicReferenceArray<@Nullable AtomicLongArray> pages, int number) {
        int index = number >>> PAGE_BITS;
        return index < pages.length() ? pages.get(index) : null;
    }
}
