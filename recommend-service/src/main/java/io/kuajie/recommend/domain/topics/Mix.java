package io.kuajie.recommend.domain.topics;

/**
 * What a text is about: its few main topics.
 *
 * @param topics numbers, the main one first
 * @param weights of each, 0 to 1, falling: how much of the text is about it, less where little is said
 */
public record Mix(int[] topics, float[] weights) {
    static final Mix NOTHING = new Mix(new int[0], new float[0]);

    public int size() {
        return topics.length;
    }
}
