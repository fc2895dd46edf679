package io.kuajie.recommend.domain.topics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws the topic of each word of each text anew, given those of all others: latent Dirichlet allocation by collapsed Gibbs sampling.
 * After enough sweeps, words that stand together in texts are of the same topics. A sweep takes time by words and topics, some
 * nanoseconds for each pair of a word that stands somewhere and a topic. Not thread-safe.
 *
 * <p>Source: Blei, Ng, Jordan: Latent Dirichlet allocation, 2003; Griffiths, Steyvers: Finding scientific topics, 2004.
 */
final class GibbsSampler {
    private final Corpus corpus;
    private final int topics;
    private final double alpha;
    private final double beta;
    private final SplittableRandom random;

    private final int[] topicByToken;
    /** Of each word, by topic; flat. */
    private final int[] counts;

    private final int[] totals;
    /** Of the text that is being worked on, with what is presumed. */
    private final double[] ofText;

    /** 1 / (total + what is presumed), by topic. */
    private final double[] inverse;

    private final double[] sums;

    /** @param alpha what is presumed of each topic in a text, in words @param beta of each word in a topic */
    GibbsSampler(Corpus corpus, int topics, double alpha, double beta, long seed) {
        this.corpus = corpus;
        this.topics = topics;
        this.alpha = alpha;
        this.beta = beta;
        this.random = new SplittableRandom(seed);
        this.topicByToken = new int[corpus.tokens().length];
        this.counts = new int[corpus.words().size() * topics];
        this.totals = new int[topics];
        this.ofText = new double[topics];
        this.inverse = new double[topics];
        this.sums = new double[topics];
        for (int token = 0; token < topicByToken.length; token++) {
            int topic = random.nextInt(topics);
            topicByToken[token] = topic;
            counts[corpus.tokens()[token] * topics + topic]++;
            totals[topic]++;
        }
        Arrays.setAll(inverse, this::inverse);
    }

    void sweep() {
        for (int text = 0; text < corpus.size(); text++) {
            int from = corpus.starts()[text];
            int to = corpus.starts()[text + 1];
            Arrays.fill(ofText, alpha);
            for (int token = from; token < to; token++) {
                ofText[topicByToken[token]]++;
            }
            for (int token = from; token < to; token++) {
                int word = corpus.tokens()[token];
                move(word, topicByToken[token], -1);
                int topic = draw(word * topics);
                topicByToken[token] = topic;
                move(word, topic, 1);
            }
        }
    }

    /** Adds how likely each word is in each topic. @param sums flat, by word and topic */
    void addChances(double[] sums) {
        for (int place = 0; place < counts.length; place++) {
            sums[place] += (counts[place] + beta) * inverse[place % topics];
        }
    }

    /** Adds how many words are of each topic. */
    void addTotals(double[] sums) {
        for (int topic = 0; topic < topics; topic++) {
            sums[topic] += totals[topic];
        }
    }

    private void move(int word, int topic, int by) {
        counts[word * topics + topic] += by;
        totals[topic] += by;
        ofText[topic] += by;
        inverse[topic] = inverse(topic);
    }

    /** @param row where the word's counts begin */
    private int draw(int row) {
        double sum = 0;
        for (int topic = 0; topic < topics; topic++) {
            sum += ofText[topic] * (counts[row + topic] + beta) * inverse[topic];
            sums[topic] = sum;
        }
        double drawn = random.nextDouble() * sum;
        int topic = 0;
        while (topic < topics - 1 && sums[topic] <= drawn) {
            topic++;
        }
        return topic;
    }

    private double inverse(int topic) {
        return 1 / (totals[topic] + beta * corpus.words().size());
    }
}
