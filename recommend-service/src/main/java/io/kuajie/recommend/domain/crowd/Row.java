package io.kuajie.recommend.domain.crowd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tallies of one subject by shelf: what goes with an item, or what a group of people likes, partner by partner. */
final class Row {
    /** What entries of the tops are chosen by. */
    @FunctionalInterface
    interface Rank {
        /** @param shelf where {@code key} lies; @param total of all sums of that shelf's tally */
        double of(int shelf, int key, int sum, long total);
    }

    private final int topLength;
    private final Rank rank;
    private volatile @Nullable Tally[] tallyByShelf = new @Nullable Tally[0];

    Row(int topLength, Rank rank) {
        this.topLength = topLength;
        this.rank = rank;
    }

    /** Called by the one writer. */
    void add(int shelf, int key, int delta) {
        Tally tally = tally(shelf);
        if (tally == null) {
            @Nullable Tally[] larger = Arrays.copyOf(tallyByShelf, Math.max(tallyByShelf.length, shelf + 1));
            tally = new Tally(topLength, (other, sum, total) -> rank.of(shelf, other, sum, total));
            larger[shelf] = tally;
            tallyByShelf = larger;
        }
        tally.add(key, delta);
    }

    /** Writes down the first so many of the top. */
    void top(int shelf, int most, Tally.Top into) {
        Tally tally = tally(shelf);
        if (tally == null) {
            into.clear();
        } else {
            tally.top(most, into);
        }
    }

    /** Whether the top has anything, or has still to be built. */
    boolean hasTop(int shelf) {
        Tally tally = tally(shelf);
        return tally != null && tally.hasTop();
    }

    int sum(int shelf, int key) {
        Tally tally = tally(shelf);
        return tally == null ? 0 : tally.sum(key);
    }

    /** Sum of this shelf's sums. */
    long total(int shelf) {
        Tally tally = tally(shelf);
        return tally == null ? 0 : tally.total();
    }

    /** How many sums this shelf has. */
    int size(int shelf) {
        Tally tally = tally(shelf);
        return tally == null ? 0 : tally.size();
    }

    /** How many sums there are, over all shelves. */
    int size() {
        int size = 0;
        for (Tally tally : tallyByShelf) {
            size += tally == null ? 0 : tally.size();
        }
        return size;
    }

    private @Nullable Tally tally(int shelf) {
        @Nullable Tally[] known = tallyByShelf;
        return shelf < known.length ? known[shelf] : null;
    }
}
