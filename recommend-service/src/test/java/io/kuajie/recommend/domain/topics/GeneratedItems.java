package io.kuajie.recommend.domain.topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Items with short texts, each of a brand and of words of one topic mostly, and people who keep to one topic mostly. Topic {@code t} has the
 * words {@code t-0} to {@code t-29} of its own; item {@code i} is on topic {@code i % topics}.
 */
public final class GeneratedItems {
    private static final int WORDS = 30;
    private static final int BRANDS = 5;
    private static final int LENGTH = 6;
    private static final int ITEMS_A_PERSON = 6;
    private static final double STRAYS = 0.15;

    private final int items;
    private final int topics;
    private final SplittableRandom random;

    public GeneratedItems(int items, int topics, long seed) {
        this.items = items;
        this.topics = topics;
        this.random = new SplittableRandom(seed);
    }

    /** What they say; every other one lies on another shelf. */
    public Texts texts() {
        Texts.Builder builder = new Texts.Builder();
        for (int item = 0; item < items; item++) {
            List<String> words = text(item % topics);
            builder.add(item, item / topics % 2, words, ones(words));
        }
        return builder.build();
    }

    /** The items of each of so many people. */
    public List<int[]> people(int people) {
        return IntStream.range(0, people)
                .mapToObj(person -> person(person % topics))
                .toList();
    }

    List<String> text(int topic) {
        Set<String> words = new HashSet<>();
        while (words.size() < LENGTH) {
            int of = random.nextDouble() < STRAYS ? random.nextInt(topics) : topic;
            // A few words are frequent, most are seldom.
            words.add(of + "-" + (int) (WORDS * Math.pow(random.nextDouble(), 1.5)));
        }
        words.add("brand-" + random.nextInt(BRANDS));
        return new ArrayList<>(words);
    }

    private int[] person(int topic) {
        return IntStream.range(0, ITEMS_A_PERSON)
                .map(any -> random.nextDouble() < STRAYS
                        ? random.nextInt(items)
                        : topic + topics * random.nextInt(items / topics))
                .distinct()
                .toArray();
    }

    /** That all stand there once. */
    static float[] ones(List<String> words) {
        float[] ones = new float[words.size()];
        IntStream.range(0, ones.length).forEach(place -> ones[place] = 1);
        return ones;
    }
}
