package io.kuajie.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * What a list costs by this code and by that of another checkout, which is built already, in turns of one thread: a machine's pace changes
 * from minute to minute by more than most changes of code, but hardly from one turn to the next. Without another, this code runs against
 * itself, which says how far such ratios can be trusted.
 */
final class RecommendAgainst implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 400_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 100_000);
    private static final int LISTS = Integer.getInteger("kuajie.bench.requests", 1_000);
    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 60);

    @Override
    public String name() {
        return "recommend-against";
    }

    @Override
    public String description() {
        return "processor time a list, against that by another checkout's code (-Dkuajie.bench.against=FOLDER)";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        String root = System.getProperty("kuajie.root", ".");
        String other = System.getProperty("kuajie.bench.against", root);
        String printed = ListProcess.print(
                "5g",
                ListTurns.class,
                List.of(
                        Integer.toString(PEOPLE),
                        Integer.toString(ITEMS),
                        Integer.toString(LISTS),
                        Integer.toString(ROUNDS),
                        root,
                        other));
        List<double[]> turns = printed.lines()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        double[] ratios =
                turns.stream().mapToDouble(turn -> turn[0] / turn[1]).sorted().toArray();
        double ours = Medians.of(turns, 0);
        double baseline = Medians.of(turns, 1);
        out.printf(
                "  %,d people and %,d items: %.1f us a list, %.1f us by %s; half of the ratios of %d turns lie between %.3f and %.3f%n",
                PEOPLE,
                ITEMS,
                ours,
                baseline,
                other,
                turns.size(),
                ratios[ratios.length / 4],
                ratios[ratios.length * 3 / 4]);
        return new Result(name(), ratios[ratios.length / 2], ours, baseline, Double.NaN);
    }
}
