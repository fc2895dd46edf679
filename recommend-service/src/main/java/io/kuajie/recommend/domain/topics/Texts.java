package io.kuajie.recommend.domain.topics;

import io.kuajie.recommend.domain.content.Likenesses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What items say, as bags of words.
 *
 * @param items number of the item that says each
 * @param shelves that these lie on, parallel
 * @param words all of them, each once
 * @param wordsByText numbers of each text's words, which are different ones
 * @param timesByText how often each counts, parallel; 1 at least
 */
public record Texts(int[] items, int[] shelves, List<String> words, List<int[]> wordsByText, List<int[]> timesByText) {
    public static final Texts NONE = new Texts(new int[0], new int[0], List.of(), List.of(), List.of());

    /** How many texts are learnt from at most, which bounds time and memory. */
    private static final int MOST = 20_000;

    public int size() {
        return wordsByText.size();
    }

    /**
     * What items say that people dealt with; where they are too many, the most popular of each shelf, and of small shelves all.
     *
     * @param dealings by item: how many people dealt with it
     */
    public static Texts of(Likenesses likenesses, IntUnaryOperator dealings) {
        return of(likenesses, dealings, MOST);
    }

    static Texts of(Likenesses likenesses, IntUnaryOperator dealings, int most) {
        Map<Integer, List<Integer>> itemsByShelf = new TreeMap<>();
        likenesses.texts((item, shelf, words, frequencies) -> {
            if (dealings.applyAsInt(item) > 0) {
                itemsByShelf.computeIfAbsent(shelf, any -> new ArrayList<>()).add(item);
            }
        });
        long quota = quota(itemsByShelf.values(), most);
        Comparator<Integer> mostPopular = Comparator.comparingInt(item -> -dealings.applyAsInt(item));
        Builder builder = new Builder();
        itemsByShelf
                .values()
                .forEach(items -> items.stream()
                        .sorted(mostPopular)
                        .limit(quota)
                        .sorted()
                        .forEach(item -> likenesses.text(item, builder::add)));
        return builder.build();
    }

    /** The most that may be taken of each shelf so that it is not too many of all. */
    private static long quota(Collection<List<Integer>> shelves, int most) {
        long low = 0;
        long high = most;
        while (low < high) {
            long middle = (low + high + 1) / 2;
            long taken = shelves.stream()
                    .mapToLong(items -> Math.min(items.size(), middle))
                    .sum();
            if (taken <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Numbers words as they come. */
    static final class Builder {
        private final Map<String, Integer> numberByWord = new HashMap<>();
        private final IntStream.Builder items = IntStream.builder();
        private final IntStream.Builder shelves = IntStream.builder();
        private final List<String> words = new ArrayList<>();
        private final List<int[]> wordsByText = new ArrayList<>();
        private final List<int[]> timesByText = new ArrayList<>();

        /** @param frequencies of each word, rounded to how often it counts */
        void add(int item, int shelf, List<String> text, float[] frequencies) {
            items.add(item);
            shelves.add(shelf);
            int[] numbers = new int[text.size()];
            int[] times = new int[text.size()];
            for (int place = 0; place < numbers.length; place++) {
                numbers[place] = number(text.get(place));
                times[place] = Math.max(1, Math.round(frequencies[place]));
            }
            wordsByText.add(numbers);
            timesByText.add(times);
        }

        Texts build() {
            return new Texts(items.build().toArray(), shelves.build().toArray(), words, wordsByText, timesByText);
        }

        private int number(String word) {
            Integer known = numberByWord.putIfAbsent(word, words.size());
            if (known != null) {
                return known;
            }
            words.add(word);
            return words.size() - 1;
        }
    }
}
