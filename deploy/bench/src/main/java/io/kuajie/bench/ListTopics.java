package io.kuajie.bench;

import io.kuajie.recommend.domain.topics.Topics;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Topics as many as large catalogues have, each of an even share of the words, so that an item of two words is on two topics. */
final class ListTopics {
    private static final int TOPICS = 64;
    private static final float SELDOM = 1e-5f;

    private ListTopics() {}

    static Topics of(List<String> words) {
        float[] chances = new float[words.size() * TOPICS];
        Arrays.fill(chances, SELDOM);
        for (int word = 0; word < words.size(); word++) {
            chances[word * TOPICS + word % TOPICS] = (float) TOPICS / words.size();
        }
        return new Topics(
                words,
                Collections.nCopies(TOPICS, new Topics.Topic(1.0 / TOPICS, 0.5)),
                chances,
                new Topics.Figures(words.size(), words.size(), TOPICS, words.size()));
    }
}
