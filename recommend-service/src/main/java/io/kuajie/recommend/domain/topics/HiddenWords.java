package io.kuajie.recommend.domain.topics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well what is hidden of people is foretold by what is told of them: words of items by the words of other items that the same people
 * dealt with (document completion; Wallach, Murray, Salakhutdinov, Mimno: Evaluation methods for topic models, 2009).
 *
 * @param told one text for each person
 * @param hidden parallel
 */
record HiddenWords(Corpus told, Corpus hidden) {
    int size() {
        return hidden.tokens().length;
    }

    /** Among how many words, evenly drawn, a hidden one would be as hard to guess. */
    double perplexity(Topics topics, double presumed) {
        double sum = 0;
        for (int text = 0; text < hidden.size(); text++) {
            int[] words = told.text(text);
            float[] ones = new float[words.length];
            Arrays.fill(ones, 1);
            double[] counts = topics.counts(words, ones, words.length, presumed);
            for (int word : hidden.text(text)) {
                double chance = 0;
                for (int topic = 0; topic < counts.length; topic++) {
                    double share = (counts[topic] + presumed / counts.length) / (words.length + presumed);
                    chance += share * topics.chances()[word * counts.length + topic];
                }
                sum += Math.log(chance);
            }
        }
        return Math.exp(-sum / size());
    }

    /** The same by words' frequencies alone. @param counts of each word in the texts that were learnt from */
    double unigram(int[] counts, double presumed) {
        double all = Arrays.stream(counts).sum() + presumed * counts.length;
        double sum = IntStream.of(hidden.tokens())
                .mapToDouble(word -> Math.log((counts[word] + presumed) / all))
                .sum();
        return Math.exp(-sum / size());
    }
}
