package io.kuajie.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * What a list and a change of a profile cost by this code and by that of another checkout, which is built already, in turns of one
 * thread: a machine's pace changes from minute to minute by more than most changes of code, but hardly from one turn to the next. Without
 * another, this code runs against itself, which says how far such ratios can be trusted.
 */
final class RecommendAgainst implements Bench {
    private static final int PEOPLE = Integer.getInteger("kuajie.bench.people", 400_000);
    private static final int ITEMS = Integer.getInteger("kuajie.bench.items", 100_000);
    private static final int LISTS = Integer.getInteger("kuajie.bench.requests", 1_000);
    /** From what a line says of ours to the same of the other's. */
    private static final int OTHER = 2;

    private static final int ROUNDS = Integer.getInteger("kuajie.bench.rounds", 60);

    @Override
    public String name() {
        return "recommend-against";
    }

    @Override
    public String description() {
        return "processor time a list, and a change of a profile, against that by another checkout's code (-Dkuajie.bench.against=FOLDER)";
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
        out.printf("  %,d people and %,d items, %d turns with %s%n", PEOPLE, ITEMS, turns.size(), other);
        print(out, "change of a profile", turns, 1);
        double ratio = print(out, "list", turns, 0);
        return new Result(name(), ratio, Medians.of(turns, 0), Medians.of(turns, OTHER), Double.NaN);
    }

    /** @param column of ours @return the median of the turns' ratios */
    private static double print(PrintStream out, String what, List<double[]> turns, int column) {
        double[] ratios = Medians.quartiles(turns.stream()
                .mapToDouble(turn -> turn[column] / turn[column + OTHER])
                .toArray());
        out.printf(
                "  %.1f us a %s, %.1f us by the other: %.3f, half of the turns between %.3f and %.3f%n",
                Medians.of(turns, column), what, Medians.of(turns, column + OTHER), ratios[1], ratios[0], ratios[2]);
        return ratios[1];
    }
}
