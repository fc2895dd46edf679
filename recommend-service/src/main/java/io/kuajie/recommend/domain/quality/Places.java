package io.kuajie.recommend.domain.quality;

import io.kuajie.recommend.domain.feedback.ServedList;
import java.util.Arrays;

/** The places of the lists of a window: how many each item had, and how many had which score. Four bytes an item. Not thread-safe. */
final class Places {
    /** Tenths of the scores from 0 to 1. */
    static final int SCORE_BINS = 10;

    private static final int FIRST_CAPACITY = 1024;

    private int[] countByItem = new int[FIRST_CAPACITY];
    private final long[] countByScore = new long[SCORE_BINS];
    private long size;

    void add(ServedList list) {
        for (int place = 0; place < list.items().length; place++) {
            int item = list.items()[place];
            if (item >= countByItem.length) {
                countByItem = Arrays.copyOf(countByItem, Math.max(item + 1, 2 * countByItem.length));
            }
            countByItem[item]++;
            size++;
            // What is pinned was not scored.
            if (place >= list.pinned()) {
                countByScore[Math.clamp((int) (list.scores()[place] * SCORE_BINS), 0, SCORE_BINS - 1)]++;
            }
        }
    }

    long size() {
        return size;
    }

    /** How many places this item had. */
    int of(int item) {
        return item < countByItem.length ? countByItem[item] : 0;
    }

    /** Above the number of any item that had a place. */
    int end() {
        return countByItem.length;
    }

    /** Not to be written. */
    long[] countByScore() {
        return countByScore;
    }
}
