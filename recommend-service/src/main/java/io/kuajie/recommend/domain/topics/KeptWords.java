package io.kuajie.recommend.domain.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which words people keep to: who dealt with an item that has the word deals with others of it more often than anybody who deals with as
 * many items of the same shelves. That tells what people care for from brands, sizes and phrases, which stand in texts as often.
 */
record KeptWords(double[] observed, double[] expected, int[] people) {
    /** How many times as often. */
    private static final double LEAST_LIFT = 1.5;

    /** Fewer pairs are an accident. */
    private static final double LEAST_PAIRS = 10;

    /** What fewer people keep to says more of them than of a topic. */
    private static final int LEAST_PEOPLE = 5;

    private static final class Shelf {
        /** By number of the other shelf: how many pairs of items people dealt with on both. */
        private final Map<Integer, Double> pairsByShelf = new HashMap<>();

        private final Map<Integer, Integer> countByWord = new HashMap<>();
        private int size;
    }

    /** @param people numbers of the texts that each dealt with */
    static KeptWords of(Texts texts, List<int[]> people) {
        int words = texts.words().size();
        Map<Integer, Shelf> shelves = new HashMap<>();
        double[] observed = new double[words];
        int[] keeping = new int[words];
        for (int[] person : people) {
            Map<Integer, Integer> countByWord = new HashMap<>();
            for (int text : person) {
                Shelf shelf = shelves.computeIfAbsent(texts.shelves()[text], any -> new Shelf());
                shelf.size++;
                for (int word : texts.wordsByText().get(text)) {
                    shelf.countByWord.merge(word, 1, Integer::sum);
                    countByWord.merge(word, 1, Integer::sum);
                }
                for (int other : person) {
                    if (other != text) {
                        shelf.pairsByShelf.merge(texts.shelves()[other], 0.5, Double::sum);
                    }
                }
            }
            countByWord.forEach((word, count) -> {
                observed[word] += count * (count - 1) / 2.0;
                keeping[word] += count > 1 ? 1 : 0;
            });
        }
        return new KeptWords(observed, expected(words, shelves), keeping);
    }

    /** If each item were drawn from all dealings on its shelf. */
    private static double[] expected(int words, Map<Integer, Shelf> shelves) {
        double[] expected = new double[words];
        for (Shelf shelf : shelves.values()) {
            shelf.pairsByShelf.forEach((number, pairs) -> {
                Shelf other = shelves.getOrDefault(number, shelf);
                shelf.countByWord.forEach((word, count) -> expected[word] +=
                        pairs * count / shelf.size * other.countByWord.getOrDefault(word, 0) / other.size);
            });
        }
        return expected;
    }

    boolean isKept(int word) {
        return people[word] >= LEAST_PEOPLE
                && observed[word] >= LEAST_PAIRS
                && observed[word] >= LEAST_LIFT * expected[word];
    }
}
