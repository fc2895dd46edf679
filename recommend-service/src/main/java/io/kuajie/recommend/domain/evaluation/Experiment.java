package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Tuner.Tuned;
import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One model measured by one protocol: validation, learning and test. Deterministic by seed. */
public final class Experiment {
    /** What was measured. */
    public record Outcome(String model, String settings, Measures measures) {}

    private static final double VALIDATION_SHARE = 0.1;
    private static final double PSEUDO_COLD_SHARE = 0.25;
    private static final int MOST_TRIALS = 4_000;

    /** Scores kept for the blend: 400 MB for each model at most, in all. */
    private static final long MOST_SCORES = 20_000_000;

    private final Protocol protocol;
    private final double coldShare;
    private final long seed;
    private final Workers workers;
    private final Consumer<String> progress;
    private final Judge judge;
    private final Tuner tuner;

    public Experiment(
            Protocol protocol, int[] cutoffs, double coldShare, long seed, Workers workers, Consumer<String> progress) {
        this.protocol = protocol;
        this.coldShare = coldShare;
        this.seed = seed;
        this.workers = workers;
        this.progress = progress;
        this.judge = new Judge(workers, cutoffs);
        this.tuner = new Tuner(workers, cutoffs, seed, progress);
    }

    /**
     * Chooses settings, learns and measures.
     *
     * @param model {@code auto} for the blend, else as {@link Families#named} knows it
     */
    public Outcome run(String model, Interactions train, Interactions test) {
        return protocol == Protocol.COLD ? cold(model, train, test) : warm(model, train, test);
    }

    private Outcome warm(String model, Interactions train, Interactions test) {
        Shape shape = Shape.of(train, test);
        progress.accept("validation as the test was split off: " + shape);
        Holdout holdout = protocol.isSampled() && shape == Shape.RANDOM
                ? Holdout.oneOfEach(train, seed)
                : Holdout.of(train, shape, VALIDATION_SHARE, seed);
        List<Trial> trials =
                some(protocol.trials(holdout.fit(), holdout.held(), train, person -> true, seed + 1), train.targets());
        Tuned tuned = tuned(model, Families.warm(train), train, holdout.fit(), trials);
        return outcome(tuned, train.targets(), protocol.trials(train, test, null, person -> true, seed));
    }

    private Outcome cold(String model, Interactions train, Interactions test) {
        BitSet hidden = coldPeople(train, test);
        Interactions known = Holdout.hiding(train, hidden::get).fit();
        BitSet pseudoCold = pseudoCold(known);
        progress.accept("%d cold people; settings chosen on %d others taken for cold"
                .formatted(hidden.cardinality(), pseudoCold.cardinality()));
        Holdout holdout = Holdout.hiding(known, pseudoCold::get);
        List<Trial> trials = some(
                Protocol.SAMPLED.trials(holdout.fit(), holdout.held(), null, pseudoCold::get, seed + 1),
                train.targets());
        Tuned tuned = tuned(model, Families.cold(), known, holdout.fit(), trials);
        return outcome(tuned, train.targets(), protocol.trials(known, test, train, hidden::get, seed));
    }

    private Tuned tuned(String model, List<Family> families, Interactions data, Interactions fit, List<Trial> trials) {
        return model.equals("auto")
                ? tuner.blend(families, data, fit, trials)
                : tuner.best(Families.named(model, data), data, fit, trials);
    }

    private Outcome outcome(Tuned tuned, int targets, List<Trial> trials) {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to measure: no test item of a person that is not in the training data too.");
        }
        return new Outcome(tuned.model(), tuned.settings(), judge.measure(tuned.scorer(), targets, trials));
    }

    /** A random share of those with source behaviour and something to be found. */
    private BitSet coldPeople(Interactions train, Interactions test) {
        List<Integer> people = new ArrayList<>(IntStream.range(0, train.people())
                .filter(person -> train.degree(person) > train.targetDegree(person) && test.degree(person) > 0)
                .boxed()
                .toList());
        return first(people, coldShare, seed);
    }

    private BitSet pseudoCold(Interactions known) {
        List<Integer> people = new ArrayList<>(IntStream.range(0, known.people())
                .filter(person -> known.targetDegree(person) > 0 && known.degree(person) > known.targetDegree(person))
                .boxed()
                .toList());
        return first(people, PSEUDO_COLD_SHARE, seed + 1);
    }

    private static BitSet first(List<Integer> people, double share, long seed) {
        Collections.shuffle(people, new java.util.Random(new SplittableRandom(seed).nextLong()));
        BitSet chosen = new BitSet();
        people.subList(0, (int) Math.round(share * people.size())).forEach(chosen::set);
        return chosen;
    }

    /** A random part of the trials where there are more than are needed. */
    private List<Trial> some(List<Trial> trials, int targets) {
        long most = protocol.isSampled() ? MOST_TRIALS : Math.min(MOST_TRIALS, MOST_SCORES / targets);
        if (trials.size() <= most) {
            return trials;
        }
        List<Trial> shuffled = new ArrayList<>(trials);
        Collections.shuffle(shuffled, new java.util.Random(new SplittableRandom(seed).nextLong()));
        return shuffled.subList(0, (int) most);
    }
}
