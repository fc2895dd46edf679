package io.kuajie.recommend.domain.evaluation;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Tuner.Tuned;
import io.kuajie.recommend.domain.learning.Interactions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Models measured by one protocol, over one or several splits: validation, learning and test. Deterministic by seed. */
public final class Experiment {
    /** What was measured of one model. @param settings those of the first split */
    public record Outcome(String model, String settings, Measures measures, Lists lists, List<Sheet> sheets) {
        /** By how much this model's measure exceeds another's. */
        public Difference over(Outcome other, ToDoubleFunction<Measures> measure, long seed) {
            return Difference.of(sheets, other.sheets, measure, seed);
        }
    }

    /** One split, ready: what is to be learnt, which families suit it, and the questions of the test. */
    private record Round(Task task, List<Family> families, List<Trial> test) {}

    private final Protocol protocol;
    private final double coldShare;
    private final long seed;
    private final Workers workers;
    private final Consumer<String> progress;
    private final int[] cutoffs;
    private final Judge judge;
    private final Judge choosing;

    public Experiment(
            Protocol protocol, int[] cutoffs, double coldShare, long seed, Workers workers, Consumer<String> progress) {
        this.protocol = protocol;
        this.coldShare = coldShare;
        this.seed = seed;
        this.workers = workers;
        this.progress = progress;
        this.cutoffs = cutoffs.clone();
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
        List<List<Lists>> lists = new ArrayList<>();
        List<Tuned> first = new ArrayList<>();
        models.forEach(model -> sheets.add(new ArrayList<>()));
        models.forEach(model -> lists.add(new ArrayList<>()));
        for (int number = 0; number < splits; number++) {
            if (splits > 1) {
                progress.accept("split %d of %d".formatted(number + 1, splits));
            }
            Round round = protocol == Protocol.COLD ? cold(number, train, test) : warm(number, train, test);
            Tuner tuner = new Tuner(workers, choosing, seed + number, progress, round.task);
            for (int place = 0; place < models.size(); place++) {
                Tuned tuned = tuned(models.get(place), round, tuner);
                Listed listed = new Listed(cutoffs, train.targets());
                sheets.get(place).add(judge.each(tuned.scorer(), round.test, listed));
                lists.get(place).add(listed.lists(round.task.data(), round.test));
                if (number == 0) {
                    first.add(tuned);
                }
            }
        }
        return IntStream.range(0, models.size())
                .mapToObj(place -> outcome(models.get(place), first.get(place), sheets.get(place), lists.get(place)))
                .toList();
    }

    private static Outcome outcome(String model, Tuned tuned, List<Sheet> sheets, List<Lists> lists) {
        List<Measures> all =
                sheets.stream().flatMap(sheet -> sheet.measures().stream()).toList();
        return new Outcome(model, tuned.settings(), Measures.mean(all), Lists.mean(lists), sheets);
    }

    private Tuned tuned(String model, Round round, Tuner tuner) {
        return model.equals("auto")
                ? tuner.blend(round.families).learnt()
                : tuner.best(Families.named(model, round.task.data(), Effort.FULL));
    }

    private Round warm(int number, Interactions givenTrain, Interactions givenTest) {
        Shape shape = Shape.of(givenTrain, givenTest);
        progress.accept("validation as the test was split off: " + shape);
        Splits.Split split = number == 0
                ? new Splits.Split(givenTrain, givenTest)
                : Splits.of(givenTrain, givenTest, shape, seed).split(number);
        Interactions train = split.train();
        return round(
                Task.warm(train, shape, protocol, Effort.FULL, seed + number),
                Families.warm(Task.forTuning(train, seed + number), Effort.FULL),
                protocol.trials(train, split.test(), null, person -> true, seed + number));
    }

    private Round cold(int number, Interactions train, Interactions test) {
        BitSet hidden = coldPeople(number, train, test);
        Interactions known = Holdout.hiding(train, hidden::get).fit();
        Task task = Task.cold(known, Effort.FULL, seed + number);
        progress.accept("%d cold people; settings chosen on %d items of others taken for cold"
                .formatted(hidden.cardinality(), task.trials().size()));
        return round(
                task,
                Families.cold(known, Effort.FULL),
                protocol.trials(known, test, train, hidden::get, seed + number));
    }

    private static Round round(Task task, List<Family> families, List<Trial> test) {
        if (test.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to measure: no test item of a person that is not in the training data too.");
        }
        return new Round(task, families, test);
    }

    /** A random share of those with source behaviour and something to be found; other splits take others, as far as there are. */
    private BitSet coldPeople(int number, Interactions train, Interactions test) {
        List<Integer> people = Task.shuffled(
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
}
