package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Experiment;
import io.kuajie.recommend.domain.evaluation.Experiment.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

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
        }
    }

    private static void evaluate(Options options, PrintStream out, Consumer<String> notes) {
        long start = System.nanoTime();
        DataSet data = read(options, notes);
        try (Workers workers = Workers.all()) {
            Experiment experiment = new Experiment(
                    options.protocol(), options.cutoffs(), options.coldShare(), options.seed(), workers, notes);
            Outcome outcome = experiment.run(options.model(), data.train(), data.test());
            out.println(json(options, outcome, (System.nanoTime() - start) / 1e9));
        }
    }

    private static DataSet read(Options options, Consumer<String> notes) {
        Table train = Table.read(options.train(), options.format(), notes);
        Table test = Table.read(options.test(), options.format(), notes);
        List<Table> sources = options.sources().stream()
                .map(file -> Table.read(file, options.format(), notes))
                .toList();
        DataSet data = DataSet.of(train, test, sources, options.keepTwins());
        notes.accept("%d people, %d target items, %d source items; %d training and %d test interactions"
                .formatted(
                        data.train().people(),
                        data.train().targets(),
                        data.train().items() - data.train().targets(),
                        data.train().size(),
                        data.test().size()));
        if (data.twins() > 0) {
            notes.accept(
                    "left out %d source items that exactly the people of a target item have (--keep-twins keeps them)"
                            .formatted(data.twins()));
        }
        return data;
    }

    private static String json(Options options, Outcome outcome, double seconds) {
        StringBuilder json = new StringBuilder("{\"model\":\"%s\",\"settings\":\"%s\",\"protocol\":\"%s\",\"seed\":%d"
                .formatted(
                        outcome.model(), outcome.settings(), options.protocol().wireName(), options.seed()));
        int[] cutoffs = outcome.measures().cutoffs();
        append(json, "recall", cutoffs, outcome.measures().recall());
        append(json, "ndcg", cutoffs, outcome.measures().ndcg());
        append(json, "hr", cutoffs, outcome.measures().hitRate());
        append(json, "precision", cutoffs, outcome.measures().precision());
        json.append(String.format(
                Locale.ROOT,
                ",\"mrr\":%.5f,\"trials\":%d,\"seconds\":%.1f}",
                outcome.measures().meanReciprocalRank(),
                outcome.measures().trials(),
                seconds));
        return json.toString();
    }

    private static void append(StringBuilder json, String name, int[] cutoffs, double[] values) {
        for (int i = 0; i < cutoffs.length; i++) {
            json.append(String.format(Locale.ROOT, ",\"%s@%d\":%.5f", name, cutoffs[i], values[i]));
        }
    }
}
