package io.kuajie.recommend.domain.topics;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a topic's words stand in texts together: normalised pointwise mutual information, 1 where they only do so together, 0 where as
 * by chance, -1 where never.
 *
 * <p>Source: Lau, Newman, Baldwin: Machine reading tea leaves, 2014.
 */
final class Coherence {
    private final Corpus corpus;
    private final Map<Integer, BitSet> textsByWord = new HashMap<>();

    Coherence(Corpus corpus) {
        this.corpus = corpus;
    }

    /** The mean over pairs of these words. */
    double of(int[] words) {
        double sum = 0;
        int pairs = 0;
        for (int one = 0; one < words.length; one++) {
            for (int other = 0; other < one; other++) {
                sum += of(words[one], words[other]);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private double of(int one, int other) {
        BitSet both = (BitSet) texts(one).clone();
        both.and(texts(other));
        if (both.isEmpty()) {
            return -1;
        }
        double all = corpus.size();
        double together = both.cardinality() / all;
        double chance = texts(one).cardinality() / all * (texts(other).cardinality() / all);
        return together == 1 ? 1 : Math.log(together / chance) / -Math.log(together);
    }

    private BitSet texts(int word) {
        return textsByWord.computeIfAbsent(word, any -> {
            BitSet having = new BitSet(corpus.size());
            for (int text = 0; text < corpus.size(); text++) {
                for (int token = corpus.starts()[text]; token < corpus.starts()[text + 1]; token++) {
                    if (corpus.tokens()[token] == word) {
                        having.set(text);
                    }
                }
            }
            return having;
        });
    }
}
