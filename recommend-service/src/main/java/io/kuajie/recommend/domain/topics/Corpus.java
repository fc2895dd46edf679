package io.kuajie.recommend.domain.topics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Texts of words that can tell a topic: what only one or two texts say tells none, and what most say neither. Flat.
 *
 * @param words the vocabulary
 * @param starts where each text begins, and the end of the last
 * @param tokens numbers of words, one for each time that a word counts
 */
record Corpus(List<String> words, int[] starts, int[] tokens) {
    /** How many words are known at most, the most frequent first: bounds time and memory. */
    private static final int MOST_WORDS = 10_000;

    private static final int LEAST_TEXTS = 3;
    private static final double MOST_SHARE = 0.5;

    /** Of words of all texts; a text may be empty then. @param isTelling asked of words by their numbers there */
    static Corpus of(Texts texts, IntPredicate isTelling) {
        int[] having = new int[texts.words().size()];
        texts.wordsByText().forEach(words -> IntStream.of(words).forEach(word -> having[word]++));
        int[] kept = IntStream.range(0, having.length)
                .filter(word -> having[word] >= LEAST_TEXTS && having[word] <= MOST_SHARE * texts.size())
                .filter(isTelling)
                .boxed()
                .sorted(Comparator.comparingInt(word -> -having[word]))
                .limit(MOST_WORDS)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numberByWord = new int[having.length];
        Arrays.fill(numberByWord, -1);
        for (int number = 0; number < kept.length; number++) {
            numberByWord[kept[number]] = number;
        }
        int[] starts = new int[texts.size() + 1];
        IntStream.Builder tokens = IntStream.builder();
        for (int text = 0; text < texts.size(); text++) {
            starts[text + 1] = starts[text];
            int[] words = texts.wordsByText().get(text);
            for (int place = 0; place < words.length; place++) {
                int number = numberByWord[words[place]];
                int times = number < 0 ? 0 : texts.timesByText().get(text)[place];
                for (int time = 0; time < times; time++) {
                    tokens.add(number);
                }
                starts[text + 1] += times;
            }
        }
        List<String> names = IntStream.of(kept).mapToObj(texts.words()::get).toList();
        return new Corpus(names, starts, tokens.build().toArray());
    }

    int size() {
        return starts.length - 1;
    }

    /** A text's words. */
    int[] text(int text) {
        return Arrays.copyOfRange(tokens, starts[text], starts[text + 1]);
    }

    /** Texts made of these, one after the other, over the same words. */
    Corpus joined(List<int[]> parts) {
        int[] ends = new int[parts.size() + 1];
        IntStream.Builder joined = IntStream.builder();
        for (int i = 0; i < parts.size(); i++) {
            ends[i + 1] = ends[i];
            for (int text : parts.get(i)) {
                Arrays.stream(tokens, starts[text], starts[text + 1]).forEach(joined);
                ends[i + 1] += starts[text + 1] - starts[text];
            }
        }
        return new Corpus(words, ends, joined.build().toArray());
    }

    /** How often each word stands there. */
    int[] counts() {
        int[] counts = new int[words.size()];
        for (int word : tokens) {
            counts[word]++;
        }
        return counts;
    }
}
