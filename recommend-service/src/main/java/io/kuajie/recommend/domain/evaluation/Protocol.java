package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.History;
import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Ways to ask a model. Deterministic by seed. */
public enum Protocol {
    /** All of a person's test items against all items that are not in the person's training data. */
    FULL_RANKING("full-ranking"),
    /** Each test item against 999 random items that the person has in neither training nor test data. */
    SAMPLED("sampled-999"),
    /** As {@link #SAMPLED}, one test item a person, for people whose target history is hidden. */
    COLD("cold");

    /** How many sampled candidates stand against a positive. */
    public static final int NEGATIVES = 999;

    private final String wireName;

    Protocol(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether candidates are sampled. */
    public boolean isSampled() {
        return this != FULL_RANKING;
    }

    /**
     * The questions about these people.
     *
     * @param train what the model learns from and what a person's history is
     * @param test positives, in the same numbering; those in the training data don't count
     * @param seen further items of people that must not be sampled, in the same numbering
     */
    public List<Trial> trials(
            Interactions train, Interactions test, @Nullable Interactions seen, IntPredicate people, long seed) {
        List<Trial> trials = new ArrayList<>();
        for (int person = 0; person < test.people(); person++) {
            int[] positives = people.test(person) ? positives(train, test, person) : new int[0];
            if (positives.length > 0) {
                SplittableRandom random = new SplittableRandom(seed * 1_000_003 + person);
                add(trials, train, seen, person, positives, random);
            }
        }
        return trials;
    }

    private void add(
            List<Trial> trials,
            Interactions train,
            @Nullable Interactions seen,
            int person,
            int[] positives,
            SplittableRandom random) {
        int[] masked = targets(train, person);
        History history = train.history(person);
        if (this == FULL_RANKING) {
            trials.add(new Trial(person, history, masked, positives, null));
            return;
        }
        int[] asked = this == COLD ? new int[] {positives[random.nextInt(positives.length)]} : positives;
        int[] further = seen == null ? new int[0] : targets(seen, person);
        for (int positive : asked) {
            int[] negatives = negatives(train.targets(), List.of(masked, positives, further), random);
            trials.add(new Trial(person, history, masked, new int[] {positive}, negatives));
        }
    }

    private static int[] positives(Interactions train, Interactions test, int person) {
        return Arrays.stream(targets(test, person))
                .filter(item -> !train.contains(person, item))
                .toArray();
    }

    private static int[] targets(Interactions data, int person) {
        return Arrays.copyOfRange(data.columns(), data.start(person), data.start(person) + data.targetDegree(person));
    }

    /** Different items out of {@code [0, targets)} in none of these rising lists; all where there are not enough. */
    private static int[] negatives(int targets, List<int[]> without, SplittableRandom random) {
        boolean[] used = new boolean[targets];
        int left = targets;
        for (int[] list : without) {
            for (int item : list) {
                left -= used[item] ? 0 : 1;
                used[item] = true;
            }
        }
        int[] negatives = new int[Math.min(NEGATIVES, left)];
        int size = 0;
        if (left <= 2 * NEGATIVES) {
            return thinned(used, left, negatives, random);
        }
        while (size < negatives.length) {
            int item = random.nextInt(targets);
            if (!used[item]) {
                used[item] = true;
                negatives[size++] = item;
            }
        }
        return negatives;
    }

    /** A sample without replacement by one pass over few items. */
    private static int[] thinned(boolean[] used, int left, int[] negatives, SplittableRandom random) {
        int unseen = left;
        int size = 0;
        for (int item = 0; item < used.length && size < negatives.length; item++) {
            if (!used[item]) {
                if (random.nextInt(unseen) < negatives.length - size) {
                    negatives[size++] = item;
                }
                unseen--;
            }
        }
        return negatives;
    }
}
