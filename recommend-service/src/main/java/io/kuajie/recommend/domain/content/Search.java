package io.kuajie.recommend.domain.content;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the items that share telling words with a text: from the most telling word on, adds up for each item that has it what both have in
 * common, reads a bounded number of items, the latest of a word that many have, and takes the likest of each shelf. Not thread-safe.
 */
final class Search {
    /** How many are taken of each shelf: more than are kept, as what is added up is not all that they have in common. */
    private static final int OF_A_SHELF = 2 * Nearest.OF_A_SHELF;

    private static final int MOST_OF_A_WORD = 512;
    private static final int MOST_READ = 4096;

    private final Lexicon lexicon;
    /** What each item has in common with the text; zero between searches. */
    private float[] sums = new float[256];

    private final int[] touched = new int[MOST_READ];
    private Best[] bestByShelf = new Best[0];

    Search(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Makes room for items up to this number. */
    void reserve(int item) {
        if (item >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(item + 1, sums.length * 2));
        }
    }

    /** All that were found, of any likeness. */
    int[] touched(Text text) {
        int size = addUp(text);
        for (int i = 0; i < size; i++) {
            sums[touched[i]] = 0;
        }
        return Arrays.copyOf(touched, size);
    }

    /** The likest of each shelf, about. @param shelves by item @param norms of the items' texts, about, by item */
    int[] likest(Text text, int[] shelves, float[] norms) {
        int size = addUp(text);
        for (int i = 0; i < size; i++) {
            int item = touched[i];
            best(shelves[item]).offer(item, sums[item] / Math.max(Float.MIN_NORMAL, norms[item]));
            sums[item] = 0;
        }
        return Stream.of(bestByShelf).flatMapToInt(Best::take).toArray();
    }

    private Best best(int shelf) {
        if (shelf >= bestByShelf.length) {
            Best[] more = Arrays.copyOf(bestByShelf, shelf + 1);
            for (int added = bestByShelf.length; added < more.length; added++) {
                more[added] = new Best();
            }
            bestByShelf = more;
        }
        return bestByShelf[shelf];
    }

    /** @return how many were touched */
    private int addUp(Text text) {
        int size = 0;
        int left = MOST_READ;
        for (int place : byWeight(text)) {
            Lexicon.Entry entry = lexicon.entry(text.words()[place]);
            float factor = lexicon.weight(text, place) * lexicon.telling(text.words()[place]);
            int least = entry.size() - Math.min(left, Math.min(entry.size(), MOST_OF_A_WORD));
            for (int i = entry.size() - 1; factor > 0 && i >= least; i--) {
                int item = entry.item(i);
                if (sums[item] == 0) {
                    touched[size++] = item;
                }
                sums[item] += factor * entry.frequency(i);
            }
            left -= entry.size() - least;
        }
        return size;
    }

    /** Places of the words, the heaviest first. */
    private int[] byWeight(Text text) {
        long[] order = new long[text.size()];
        for (int place = 0; place < order.length; place++) {
            // Weights are not negative, so that their bits rise with them.
            order[place] = (long) ~Float.floatToIntBits(lexicon.weight(text, place)) << Integer.SIZE | place;
        }
        Arrays.sort(order);
        int[] places = new int[order.length];
        Arrays.setAll(places, i -> (int) order[i]);
        return places;
    }

    /** The likest of a shelf in falling order. */
    private static final class Best {
        private final int[] items = new int[OF_A_SHELF];
        private final float[] likenesses = new float[OF_A_SHELF];
        private int size;

        void offer(int item, float likeness) {
            if (size == OF_A_SHELF && likeness <= likenesses[size - 1]) {
                return;
            }
            size = Math.min(size + 1, OF_A_SHELF);
            int place = size - 1;
            while (place > 0 && likenesses[place - 1] < likeness) {
                items[place] = items[place - 1];
                likenesses[place] = likenesses[place - 1];
                place--;
            }
            items[place] = item;
            likenesses[place] = likeness;
        }

        /** Hands over all, and is empty then. */
        IntStream take() {
            int[] taken = Arrays.copyOf(items, size);
            size = 0;
            return Arrays.stream(taken);
        }
    }
}
