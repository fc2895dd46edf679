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
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Models measured by one protocol, over one or several splits: validation, learning and test. Deterministic by seed. */
public final class Experiment {
    /** What was measured of one model. @param settings those of the first split */
    public record Outcome(String model, String settings, Measures measures, List<Sheet> sheets) {
        /** By how much this model's measure exceeds another's. */
        public Difference over(Outcome other, ToDoubleFunction<Measures> measure, long seed) {
            return Difference.of(sheets, other.sheets, measure, seed);
        }
    }

    /** One split, ready: what is to be learnt, which families suit it, and the questions of the test. */
    private record Round(Tuner.Task task, List<Family> families, List<Trial> test) {}

    private static final double VALIDATION_SHARE = 0.1;
    private static final double PSEUDO_COLD_SHARE = 0.35;
    private static final int MOST_TRIALS = 4_000;

    /** Scores kept for the blend: 80 MB for each model at most. */
    private static final long MOST_SCORES = 20_000_000;

    /** Beyond so many interactions, settings are chosen on a random part of the people. */
    private static final int MOST_TO_TUNE_ON = 2_000_000;

    private final Protocol protocol;
    private final double coldShare;
    private final long seed;
    private final Workers workers;
    private final Consumer<String> progress;
    private final Judge judge;
    private final Judge choosing;

    public Experiment(
            Protocol protocol, int[] cutoffs, double coldShare, long seed, Workers workers, Consumer<String> progress) {
        this.protocol = protocol;
        this.coldShare = coldShare;
        this.seed = seed;
        this.workers = workers;
        this.progress = progress;
        this.judge = new Judge(workers, cutoffs);
        this.choosing = new Judge(workers, around(cutoffs));
    }

    /** Half and double of each cut-off too: a smoother measure to choose settings by. */
    private static int[] around(int[] cutoffs) {
        return IntStream.of(cutoffs)
                .flatMap(cutoff -> IntStream.of(Math.max(1, cutoff / 2), cutoff, 2 * cutoff))
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * Chooses settings, learns and measures, on the given split alone.
     *
     * @param model {@code auto} for the blend, else as {@link Families#named} knows it
     */
    public Outcome run(String model, Interactions train, Interactions test) {
        return run(List.of(model), 1, train, test).getFirst();
    }

    /** The same for several models and splits: the same trials for each model. */
    public List<Outcome> run(List<String> models, int splits, Interactions train, Interactions test) {
        List<List<Sheet>> sheets = new ArrayList<>();
        List<Tuned> first = new ArrayList<>();
        models.forEach(model -> sheets.add(new ArrayList<>()));
        for (int number = 0; number < splits; number++) {
            if (splits > 1) {
                progress.accept("split %d of %d".formatted(number + 1, splits));
            }
            Round round = protocol == Protocol.COLD ? cold(number, train, test) : warm(number, train, test);
            Tuner tuner = new Tuner(workers, choosing, seed + number, progress, round.task);
            for (int place = 0; place < models.size(); place++) {
                Tuned tuned = tuned(models.get(place), round, tuner);
                sheets.get(place).add(judge.each(tuned.scorer(), train.targets(), round.test));
                if (number == 0) {
                    first.add(tuned);
                }
            }
        }
        return IntStream.range(0, models.size())
                .mapToObj(place -> outcome(models.get(place), first.get(place), sheets.get(place)))
                .toList();
    }

    private static Outcome outcome(String model, Tuned tuned, List<Sheet> sheets) {
        List<Measures> all =
                sheets.stream().flatMap(sheet -> sheet.measures().stream()).toList();
        return new Outcome(model, tuned.settings(), Measures.mean(all), sheets);
    }

    private Tuned tuned(String model, Round round, Tuner tuner) {
        return model.equals("auto")
                ? tuner.blend(round.families)
                : tuner.best(Families.named(model, round.task.data()));
    }

    private Round warm(int number, Interactions givenTrain, Interactions givenTest) {
        Shape shape = Shape.of(givenTrain, givenTest);
        progress.accept("validation as the test was split off: " + shape);
        Splits.Split split = number == 0
                ? new Splits.Split(givenTrain, givenTest)
                : Splits.of(givenTrain, givenTest, shape, seed).split(number);
        Interactions train = split.train();
        Interactions some = forTuning(train, seed + number);
        Holdout holdout = protocol.isSampled() && shape == Shape.RANDOM
                ? Holdout.oneOfEach(some, seed + number)
                : Holdout.of(some, shape, VALIDATION_SHARE, seed + number);
        List<Trial> trials = protocol.trials(holdout.fit(), holdout.held(), some, person -> true, seed + number + 1);
        return round(
                new Tuner.Task(train, holdout.fit(), some(trials, train.targets())),
                Families.warm(some),
                protocol.trials(train, split.test(), null, person -> true, seed + number));
    }

    private Round cold(int number, Interactions train, Interactions test) {
        BitSet hidden = coldPeople(number, train, test);
        Interactions known = Holdout.hiding(train, hidden::get).fit();
        BitSet pseudoCold = pseudoCold(known, seed + number);
        progress.accept("%d cold people; settings chosen on %d others taken for cold"
                .formatted(hidden.cardinality(), pseudoCold.cardinality()));
        Holdout holdout = Holdout.hiding(known, pseudoCold::get);
        List<Trial> trials =
                Protocol.SAMPLED.trials(holdout.fit(), holdout.held(), null, pseudoCold::get, seed + number + 1);
        return round(
                new Tuner.Task(known, holdout.fit(), some(trials, train.targets())),
                Families.cold(),
                protocol.trials(known, test, train, hidden::get, seed + number));
    }

    private static Round round(Tuner.Task task, List<Family> families, List<Trial> test) {
        if (test.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to measure: no test item of a person that is not in the training data too.");
        }
        return new Round(task, families, test);
    }

    /** A part of the people, if the data is large; the numbering stays. */
    private static Interactions forTuning(Interactions train, long seed) {
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

    /** A random share of those with source behaviour and something to be found; other splits take others, as far as there are. */
    private BitSet coldPeople(int number, Interactions train, Interactions test) {
        List<Integer> people = shuffled(
                train.people(),
                person -> train.degree(person) > train.targetDegree(person) && test.degree(person) > 0,
                seed);
        if (people.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nobody to hide: nobody has both source behaviour and a test item."
                            + " People must have the same names in all files.");
        }
        int size = Math.max(1, (int) Math.round(coldShare * people.size()));
        BitSet chosen = new BitSet();
        for (int i = 0; i < size; i++) {
            chosen.set(people.get((int) (((long) number * size + i) % people.size())));
        }
        return chosen;
    }

    private static BitSet pseudoCold(Interactions known, long seed) {
        List<Integer> people = shuffled(
                known.people(),
                person -> known.targetDegree(person) > 0 && known.degree(person) > known.targetDegree(person),
                seed + 1);
        BitSet chosen = new BitSet();
        people.subList(0, (int) Math.round(PSEUDO_COLD_SHARE * people.size())).forEach(chosen::set);
        return chosen;
    }

    private static List<Integer> shuffled(int people, IntPredicate which, long seed) {
        List<Integer> chosen =
                new ArrayList<>(IntStream.range(0, people).filter(which).boxed().toList());
        Collections.shuffle(chosen, new java.util.Random(new SplittableRandom(seed).nextLong()));
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
