package io.kuajie.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a list costs with ten times the people, and with ten times the items, against once. */
final class RecommendGrowth implements Bench {
    private static final int PEOPLE = 20_000;
    private static final int ITEMS = 10_000;
    private static final int TIMES = 10;
    private static final int LISTS = 8_000;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "recommend-growth";
    }

    @Override
    public String description() {
        return "processor time a list with 10x people or 10x items, whichever is dearer, against 1x";
    }

    @Override
    public Result run(PrintStream out) throws Exception {
        out.printf("  %-6s %14s %14s %14s%n", "round", "1x us/list", "10x people", "10x items");
        List<double[]> rounds = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double small = ListProcess.run(PEOPLE, ITEMS, LISTS).listMicros();
            double people = ListProcess.run(TIMES * PEOPLE, ITEMS, LISTS).listMicros();
            double items = ListProcess.run(PEOPLE, TIMES * ITEMS, LISTS).listMicros();
            double most = Math.max(people, items);
            rounds.add(new double[] {most, small, most / small});
            out.printf("  %-6d %14.1f %14.1f %14.1f%n", round, small, people, items);
        }
        return new Result(name(), Medians.of(rounds, 2), Medians.of(rounds, 0), Medians.of(rounds, 1), Double.NaN);
    }
}
