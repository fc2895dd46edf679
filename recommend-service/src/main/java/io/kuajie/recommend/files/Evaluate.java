package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Experiment;
import io.kuajie.recommend.domain.evaluation.Experiment.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The command that judges a model on files: {@code deploy/bench/evaluate}. */
public final class Evaluate {
    private Evaluate() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns what the process leaves with. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(Options.HELP);
            return 0;
        }
        try {
            evaluate(Options.parse(arguments), out, err::println);
            return 0;
        } catch (FileFault | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (OutOfMemoryError e) {
            err.println("The memory (%d MB) is not enough for this data; give the process more, or less data."
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            return 2;
        }
    }

    private static void evaluate(Options options, PrintStream out, Consumer<String> notes) {
        long start = System.nanoTime();
        DataSet data = read(options, notes);
        try (Workers workers = Workers.all()) {
            Experiment experiment = new Experiment(
                    options.protocol(), options.cutoffs(), options.coldShare(), options.seed(), workers, notes);
            List<String> models = Stream.concat(Stream.of(options.model()), options.against().stream())
                    .toList();
            List<Outcome> outcomes = experiment.run(models, options.splits(), data.train(), data.test());
            Report report = new Report(options, outcomes);
            if (outcomes.size() > 1) {
                out.println(report.table());
            }
            out.println(report.json((System.nanoTime() - start) / 1e9));
        }
    }

    private static DataSet read(Options options, Consumer<String> notes) {
        Table train = Table.read(options.train(), options.format(), notes);
        Table test = Table.read(options.test(), options.format(), notes);
        List<Table> sources = options.sources().stream()
                .map(file -> Table.read(file, options.format(), notes))
                .toList();
        DataSet data = DataSet.of(train, test, sources, options.keepTwins(), options.lowRatings());
        notes.accept("%d people, %d target items, %d source items; %d training and %d test interactions"
                .formatted(
                        data.train().people(),
                        data.train().targets(),
                        data.train().items() - data.train().targets(),
                        data.train().size(),
                        data.test().size()));
        int known = data.train().size()
                + data.test().size()
                - data.train().plus(data.test()).size();
        if (known > 0) {
            notes.accept("%d test interactions are not asked for: the training data holds them too".formatted(known));
        }
        if (data.twins() > 0) {
            notes.accept(
                    "left out %d source items that exactly the people of a target item have (--keep-twins keeps them)"
                            .formatted(data.twins()));
        }
        return data;
    }
}
