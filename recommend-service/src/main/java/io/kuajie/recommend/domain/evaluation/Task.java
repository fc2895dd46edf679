package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is to be learnt, and what settings are chosen by.
 *
 * @param data all training data
 * @param fit the part of it to learn from while choosing
 * @param trials questions out of the rest
 */
public record Task(Interactions data, Interactions fit, List<Trial> trials) {
    private static final double VALIDATION_SHARE = 0.1;
    private static final double PSEUDO_COLD_SHARE = 0.35;

    /** Beyond so many interactions, settings are chosen on a random part of the people. */
    private static final int MOST_TO_TUNE_ON = 2_000_000;

    /**
     * For people with a history.
     *
     * @param shape how what is to be found was split off: validation imitates it
     */
    public static Task warm(Interactions data, Shape shape, Protocol protocol, Effort effort, long seed) {
        Interactions some = forTuning(data, seed);
        Holdout holdout = protocol.isSampled() && shape == Shape.RANDOM
                ? Holdout.oneOfEach(some, seed)
                : Holdout.of(some, shape, VALIDATION_SHARE, seed);
        List<Trial> trials = protocol.trials(holdout.fit(), holdout.held(), some, person -> true, seed + 1);
        return new Task(data, holdout.fit(), some(trials, protocol, data.targets(), effort, seed));
    }

    /** For people known in other domains only: some are taken for such. */
    public static Task cold(Interactions data, Effort effort, long seed) {
        BitSet taken = new BitSet();
        List<Integer> people = shuffled(
                data.people(),
                person -> data.targetDegree(person) > 0 && data.degree(person) > data.targetDegree(person),
                seed + 1);
        people.subList(0, (int) Math.round(PSEUDO_COLD_SHARE * people.size())).forEach(taken::set);
        Holdout holdout = Holdout.hiding(data, taken::get);
        List<Trial> trials = Protocol.SAMPLED.trials(holdout.fit(), holdout.held(), null, taken::get, seed + 1);
        return new Task(data, holdout.fit(), some(trials, Protocol.SAMPLED, data.targets(), effort, seed));
    }

    /** The same with these questions alone. */
    public Task with(List<Trial> others) {
        return new Task(data, fit, others);
    }

    static List<Integer> shuffled(int people, IntPredicate which, long seed) {
        List<Integer> chosen =
                new ArrayList<>(IntStream.range(0, people).filter(which).boxed().toList());
        Collections.shuffle(chosen, new java.util.Random(new SplittableRandom(seed).nextLong()));
        return chosen;
    }

    /** A part of the people, if the data is large; the numbering stays. */
    public static Interactions forTuning(Interactions train, long seed) {
        if (train.size() <= MOST_TO_TUNE_ON) {
            return train;
        }
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet();
        for (int person = 0; person < train.people(); person++) {
            chosen.set(person, random.nextInt(train.size()) < MOST_TO_TUNE_ON);
        }
        return train.ofPeople(chosen::get);
    }

    /** A random part of the trials where there are more than are needed. */
    private static List<Trial> some(List<Trial> trials, Protocol protocol, int targets, Effort effort, long seed) {
        long most = protocol.isSampled() ? effort.trials() : Math.min(effort.trials(), effort.scores() / targets);
        if (trials.size() <= most) {
            return trials;
        }
        List<Trial> shuffled = new ArrayList<>(trials);
        Collections.shuffle(shuffled, new java.util.Random(new SplittableRandom(seed).nextLong()));
        return shuffled.subList(0, (int) most);
    }
}
